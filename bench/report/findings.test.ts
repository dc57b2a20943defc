import { expect, test } from 'vitest'
import type { BenchReport, RunResult } from './bench-report.ts'
import { findings } from './findings.ts'
import { exampleReport } from './testing/example-report.ts'

/** Without noise, so that every figure is known. */
const report = exampleReport({ noise: 0 })

function withFastest(change: (run: RunResult) => RunResult): BenchReport {
  return { ...report, runs: report.runs.map((run) => (run.id === 'seed native none' ? change(run) : run)) }
}

test('the fastest run of Millrace, with its shares of the limits', () => {
  expect(findings(report)[0]).toBe(
    'Fastest end to end is “Millrace, native, staging none” with 0.845 M rows/s (0.845–0.845): 0.88 of what the server ' +
      'takes of the same frames when they are ready-made and 0.60 of its own INSERT SELECT.',
  )
})

test('a process that uses most CPU while most cores are in use bounds the whole', () => {
  // 0.55 + 1.32 CPU-seconds per million rows, at 0.845 million rows per second: 1.58 of two cores.
  const busy = findings({ ...report, machine: { ...report.machine, cores: 1 } })
  expect(busy[1]).toBe(
    'ClickHouse bounds the whole: it uses 1.32 of 1.87 CPU-seconds per million rows (71\u00a0%), and 1.6 of 1 cores were busy.',
  )
  expect(findings({ ...report, machine: { ...report.machine, cores: 8 } })[1]).toContain(
    'but only 1.6 of 8 cores were busy: something waits',
  )
})

test('the bound is whoever used most', () => {
  const other = withFastest((run) => {
    const cpu = run.cpuSecondsPerMillionRows
    return cpu === undefined
      ? run
      : { ...run, cpuSecondsPerMillionRows: { ...cpu, program: cpu.clickhouse, clickhouse: cpu.kafka } }
  })
  expect(findings(other)[1]).toMatch(/^Millrace /)
})

test('peers from the fastest to the slowest, as factors', () => {
  expect(findings(report)[2]).toBe('That is 2.7\u00a0× kafkajs, 21\u00a0× naive-js and 217\u00a0× python.')
  expect(findings({ ...report, runs: report.runs.filter(({ kind }) => kind !== 'peer') })[2]).toBe(
    'No peer was compared.',
  )
})

test('what was not measured is said to be so', () => {
  expect(findings({ ...report, runs: [] })).toEqual([
    'Millrace itself was not measured end to end.',
    'The slowest stage is insert (RowBinary into MergeTree) with 0.650 M rows/s.',
    'No peer was compared.',
  ])
  expect(findings({ ...report, runs: [], stages: [] })[1]).toBe('What bounds it is not known.')
})
