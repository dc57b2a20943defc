// A bench's report as one HTML file that needs nothing else: no network, no scripts, no fonts. Light and dark, desktop and
// phone; a table behind every plot.
//
// Plots are our own functions (`plot/`, some 250 lines) because what renders SVG without a browser is heavy for seven plain
// plots (Vega brings d3, expression and geo packages) or wants a DOM (Observable Plot), and because here one style sheet
// gives every mark its colour in both themes.
import type { BenchReport } from './bench-report.ts'
import { page } from './html/page.ts'
import { element, escapeMarkup } from './plot/element.ts'
import { detailsSection } from './sections/details-section.ts'
import { endToEndSection } from './sections/end-to-end-section.ts'
import { latencySection } from './sections/latency-section.ts'
import { machineSection } from './sections/machine-section.ts'
import { overviewSection } from './sections/overview-section.ts'
import { peersSection } from './sections/peers-section.ts'
import { skippedSection } from './sections/skipped-section.ts'
import { stagesSection } from './sections/stages-section.ts'
import { sweepsSection } from './sections/sweeps-section.ts'
import { timelineSection } from './sections/timeline-section.ts'

const sections = [
  overviewSection,
  endToEndSection,
  peersSection,
  stagesSection,
  timelineSection,
  latencySection,
  sweepsSection,
  detailsSection,
  skippedSection,
  machineSection,
]

/** As in `ui/public/favicon.svg`. */
const waves = 'M6 11c3.3-3 6.7-3 10 0s6.7 3 10 0M6 17c3.3-3 6.7-3 10 0s6.7 3 10 0M6 23c3.3-3 6.7-3 10 0s6.7 3 10 0'
const mark = element(
  'svg',
  { viewBox: '0 0 32 32', 'aria-hidden': 'true' },
  element('rect', { width: 32, height: 32, rx: 7, fill: '#0a6a74' }),
  element('path', { d: waves, fill: 'none', stroke: '#fff', 'stroke-width': '2.4', 'stroke-linecap': 'round' }),
)

export function htmlReport(report: BenchReport): string {
  const content = sections.map((section) => section(report)).filter((markup) => markup !== '')
  return page(`Millrace bench, ${report.startedAt.slice(0, 10)}`, heading(report), content.join('\n'))
}

function heading({ startedAt, dataset, revision, machine }: BenchReport): string {
  const pill = (text: string): string => element('span', { class: 'pill' }, escapeMarkup(text))
  const time = `${startedAt.slice(0, 10)} ${startedAt.slice(11, 16)} UTC`
  return [
    element('h1', {}, mark, 'Millrace bench'),
    pill(dataset),
    ...(revision === '' ? [] : [pill(revision)]),
    element('span', {}, escapeMarkup(`${machine.cores} × ${machine.cpu}`)),
    element('time', { datetime: startedAt }, escapeMarkup(time)),
  ].join('\n')
}
