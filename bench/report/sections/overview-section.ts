// What a reader should remember: the figures that matter, and three sentences.
import type { BenchReport } from '../bench-report.ts'
import { cpuTotal } from '../cpu-total.ts'
import { fastestFirst } from '../fastest-first.ts'
import { findings } from '../findings.ts'
import { formatFactor, formatMillions, formatRange, formatRatio, threeDigits } from '../format-number.ts'
import { card } from '../html/card.ts'
import { element, escapeMarkup } from '../plot/element.ts'
import { shortName } from '../short-name.ts'

interface Figure {
  readonly name: string
  readonly value: string
  readonly note: string
}

export function overviewSection(report: BenchReport): string {
  const shown = figures(report).map(({ name, value, note }) =>
    element(
      'div',
      {},
      element('dt', {}, escapeMarkup(name)),
      element('dd', { class: 'figure' }, escapeMarkup(value)),
      element('dd', { class: 'note' }, escapeMarkup(note)),
    ),
  )
  const sentences = findings(report).map((sentence) => element('p', {}, escapeMarkup(sentence)))
  return card(
    'What was found',
    '',
    shown.length === 0 ? '' : element('dl', { class: 'figures' }, ...shown),
    element('div', { class: 'findings' }, ...sentences),
  )
}

function figures({ runs }: BenchReport): Figure[] {
  const [run] = fastestFirst(runs, 'seed')
  if (run === undefined) return []
  const { rowsPerSecond: rate, ratioToLimit: ratio, cpuSecondsPerMillionRows: cpu } = run
  const shown = [
    { name: 'Rows per second, end to end', value: `${formatMillions(rate.median)} M`, note: shortName(run) },
  ]
  if (ratio !== undefined) {
    const range = formatRange(ratio, formatRatio)
    shown.push({ name: 'Of the server’s limit', value: `${formatRatio(ratio.median)} L`, note: range })
  }
  if (cpu !== undefined) {
    const note = `of these ClickHouse ${threeDigits(cpu.clickhouse.median)}`
    shown.push({ name: 'CPU-seconds per million rows', value: threeDigits(cpuTotal(cpu)), note })
  }
  const [peer] = fastestFirst(runs, 'peer')
  if (peer !== undefined) {
    const factor = formatFactor(rate.median / peer.rowsPerSecond.median)
    shown.push({ name: 'Against the fastest peer', value: `${factor} ×`, note: shortName(peer) })
  }
  return shown
}
