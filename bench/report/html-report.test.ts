import { expect, test } from 'vitest'
import type { BenchReport } from './bench-report.ts'
import { htmlReport } from './html-report.ts'
import { escapeMarkup } from './plot/element.ts'
import { exampleReport } from './testing/example-report.ts'
import { xmlMistake } from './testing/xml-mistake.ts'

const report = exampleReport({ noise: 0 })
const html = htmlReport(report)
const svgs = (page: string): string[] => [...page.matchAll(/<svg.*?<\/svg>/gs)].map(([svg]) => svg)
/** What stands between one heading and the next. */
const card = (heading: string): string => html.split('<h2>').find((part) => part.startsWith(heading)) ?? ''

test('every run, stage, sweep and gap is there', () => {
  for (const { title } of report.runs) expect(html).toContain(escapeMarkup(title))
  for (const { variant } of report.stages) expect(card('Stages')).toContain(escapeMarkup(variant))
  for (const { title } of report.sweeps) expect(card('Settings').toLowerCase()).toContain(title)
  for (const { what, why } of report.skipped) expect(card('Not measured')).toMatch(new RegExp(`${what}.*${why}`, 's'))
})

test('every plot is well-formed, has a name, and none has a place that is no number', () => {
  expect(svgs(html).length).toBeGreaterThan(20)
  for (const svg of svgs(html)) {
    expect(xmlMistake(svg)).toBeUndefined()
    expect(svg).toMatch(/^<svg [^>]*(aria-label="[^"]+|aria-hidden="true)"/)
  }
  expect(html).not.toMatch(/NaN|Infinity|undefined/)
})

test('nothing comes from elsewhere and nothing runs', () => {
  expect(html).not.toMatch(/https?:|<script|<link|<img|url\(|@import|\son\w+="/)
  expect(html).toContain(`<meta http-equiv="Content-Security-Policy" content="default-src 'none'`)
})

test('bars are as long as their values say', () => {
  const widthOf = (name: string): number => {
    const [, row = ''] = card('End to end').split(`>${name}</text>`)
    return Number(/<rect class="bar"[^>]* width="([\d.]+)"/.exec(row)?.[1])
  }
  // 0.88 × 0.96 against 0.86 × 0.65 million rows per second.
  expect(widthOf('native none') / widthOf('rowbinary none')).toBeCloseTo((0.88 * 0.96) / (0.86 * 0.65), 1)
})

test('the figures that matter are in the tables behind the plots', () => {
  const row = (text: string): string => new RegExp(`<th scope="row">${text}</th>.*?</tr>`).exec(html)?.[0] ?? ''
  expect(row('seed native kafka')).toContain('<td class="number">0.691</td>')
  expect(row('seed native kafka')).toContain('<td class="number">0.72</td>')
  expect(row('peer python')).toContain('<td class="number">217×</td>')
  expect(row('200k')).toContain('fastest')
})

test('text that looks like markup stays text', () => {
  const [first, ...others] = report.runs
  if (first === undefined) throw new Error('the example has runs')
  const odd = '<script>"&\'</script>'
  const page = htmlReport({ ...report, runs: [{ ...first, id: odd, title: odd }, ...others], command: odd })
  expect(page).not.toContain('<script>')
  for (const svg of svgs(page)) expect(xmlMistake(svg)).toBeUndefined()
})

test.each<[string, Partial<BenchReport>]>([
  ['nothing', { stages: [], runs: [], sweeps: [], skipped: [] }],
  ['stages alone', { runs: [], sweeps: [], skipped: [] }],
  ['one round', exampleReport({ rounds: 1 })],
  ['peers alone', { runs: report.runs.filter(({ kind }) => kind === 'peer'), stages: [], sweeps: [] }],
])('a report of %s is a page too', (_, parts) => {
  const page = htmlReport({ ...report, ...parts })
  for (const svg of svgs(page)) expect(xmlMistake(svg)).toBeUndefined()
  expect(page).toContain('Example Processor')
})
