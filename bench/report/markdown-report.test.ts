import { expect, test } from 'vitest'
import { markdownReport } from './markdown-report.ts'
import { exampleReport } from './testing/example-report.ts'

const report = exampleReport({ noise: 0 })
const markdown = markdownReport(report)

/** The cells of the line that begins with these words. */
const cells = (start: string): string[] =>
  (markdown.split('\n').find((line) => line.startsWith(`| ${start} `)) ?? '').split('|').map((cell) => cell.trim())

test('what was found comes first', () => {
  expect(markdown).toMatch(
    /^# Millrace bench, 2026-11-24\n\n- Fastest end to end is .*\n- ClickHouse bounds .*\n- That is /,
  )
})

test('every part is there, in order', () => {
  expect([...markdown.matchAll(/^## (.*)$/gm)].map(([, title]) => title)).toEqual([
    'End to end',
    'Peers',
    'Stages',
    'Sweeps',
    'Inserts, and what is left',
    'Not measured',
  ])
})

test('figures are in their cells', () => {
  expect(cells('seed rowbinary kafka').slice(3, 11)).toEqual([
    '0.462',
    '0.462–0.462',
    '0.71',
    '0.71–0.71',
    '0.33',
    '0.800',
    '1.94',
    '0.280',
  ])
  expect(cells('peer naive-js').slice(3, 7)).toEqual(['100,000', '0.0410', '0.0410–0.0410', '21×'])
  expect(cells('processor')[2]).toBe('Example Processor 2.40GHz, 2 cores')
  expect(cells('peer go')[2]).toBe('Go is not installed')
})

test('every row of a table has as many cells as its head', () => {
  for (const table of markdown.matchAll(/(?:^\|.*\n)+/gm)) {
    const counts = table[0]
      .trimEnd()
      .split('\n')
      .map((line) => line.replaceAll('\\|', '').split('|').length)
    expect(new Set(counts).size).toBe(1)
  }
})

test('what was not measured has no part', () => {
  const bare = markdownReport({ ...report, stages: [], runs: [], sweeps: [], skipped: [] })
  expect(bare).not.toContain('## ')
  expect(bare).toContain('Millrace itself was not measured end to end.')
})
