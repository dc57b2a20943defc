import { expect, test } from 'vitest'
import { consoleStyle } from './console-style.ts'
import { runHeading, runLine, stageHeading, stageLine, sweepLines } from './console-table.ts'
import { exampleReport } from './testing/example-report.ts'

const report = exampleReport({ noise: 0 })
const escape = '\u001B'
const terminal = consoleStyle({ isTTY: true }, {})

/** Where each word ends: those of a column end at one place. */
const endOf = (line: string, word: string): number => line.indexOf(word) + word.length

test('a stage has its rate, bytes and CPU below the headings', () => {
  const line = stageLine({
    ...stageNamed('compress'),
    bytesPerSecond: { median: 368e6, low: 0, high: 0, samples: [1] },
  })
  expect(line).toMatch(/^compress RowBinary +2\.30 +2\.30-2\.30 +368 +0\.435$/)
  expect(endOf(line, '0.435')).toBe(stageHeading().length)
  expect(endOf(line, '2.30')).toBe(endOf(stageHeading(), 'M rows/s'))
})

test('a run has ratios, the CPU of each process, and a dash where nothing was measured', () => {
  const line = runLine(runNamed('seed rowbinary kafka'))
  expect(line).toMatch(/^seed rowbinary kafka +0\.462 +\S+ +0\.71 +0\.71-0\.71 +0\.800 +1\.94 +0\.280 +520$/)
  expect(endOf(line, '0.280')).toBe(endOf(runHeading(), 'Kafka'))
  expect(runLine(runNamed('peer python'))).toMatch(/^peer python +0\.00390 +\S+ +- +- +- +- +-$/)
})

test('a sweep says which value was fastest and which is the default', () => {
  const sweep = report.sweeps.find(({ setting }) => setting === 'batchRows')
  const lines = sweep === undefined ? [] : sweepLines(sweep)
  expect(lines[0]).toMatch(/^rows of a batch +M rows\/s/)
  expect(lines.find((line) => line.includes('fastest'))).toMatch(/^ {2}200k /)
  expect(lines.find((line) => line.includes('default'))).toMatch(/^ {2}100k /)
})

test('all is ASCII, and emphasized on a terminal alone', () => {
  const lines = [...report.stages.map((stage) => stageLine(stage)), ...report.runs.map((run) => runLine(run))]
  expect(lines.filter((line) => /[^ -~]/.test(line))).toEqual([])
  expect(runLine(runNamed('peer python'), terminal)).toContain(escape)
  expect(runLine(runNamed('peer python'), consoleStyle({ isTTY: true }, { NO_COLOR: '1' }))).not.toContain(escape)
  expect(runLine(runNamed('peer python'), consoleStyle({}, {}))).not.toContain(escape)
})

test('emphasis moves nothing', () => {
  const emphasized = stageLine(stageNamed('encode'), terminal)
  // eslint-disable-next-line no-control-regex -- it is control characters that are taken out
  expect(emphasized.replaceAll(/\u001B\[\d+m/g, '')).toBe(stageLine(stageNamed('encode')))
})

function stageNamed(name: string) {
  const found = report.stages.find(({ stage }) => stage === name)
  if (found === undefined) throw new Error(`no stage ${name}`)
  return found
}

function runNamed(name: string) {
  const found = report.runs.find(({ id }) => id === name)
  if (found === undefined) throw new Error(`no run ${name}`)
  return found
}
