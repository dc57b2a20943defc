import { expect, test } from 'vitest'
import { exampleReport } from '../report/testing/example-report.ts'
import { cautions } from './cautions.ts'

const report = exampleReport()
const { machine } = report

test('the same machine, idle, with the same versions and data: nothing to say', () => {
  expect(cautions(report, { ...report, machine: { ...machine, memoryBytes: machine.memoryBytes - 4096 } })).toEqual([])
})

test('other machines make rates incomparable', () => {
  expect(cautions(report, { ...report, machine: { ...machine, cores: 8 } })).toEqual([
    'the machines differ, compare shares and not rates: cores: 2 in A, 8 in B',
  ])
})

test('other versions and other data are named', () => {
  const versions = { ...machine.versions, clickhouse: '27.1', go: '1.25' }
  expect(cautions(report, { ...report, rows: 5, dataset: 'orders', machine: { ...machine, versions } })).toEqual([
    'version of clickhouse: 26.7.2.1 in A, 27.1 in B',
    'version of go: none in A, 1.25 in B',
    'dataset: page_events in A, orders in B',
    'rows: 2000000 in A, 5 in B',
  ])
})

test('a busy machine is named', () => {
  const busy = { ...report, machine: { ...machine, loadBefore: 1.4 } }
  expect(cautions(busy, report)).toEqual(['the machine of A was busy before: load 1.40 on 2 cores'])
})

test('a machine that is at another pace is noticed by its bounds', () => {
  const stages = report.stages.map((stage) => {
    const { rowsPerSecond: rate } = stage
    return stage.stage === 'bound' ? { ...stage, rowsPerSecond: { ...rate, median: 0.8 * rate.median } } : stage
  })
  expect(cautions(report, { ...report, stages })).toEqual([
    'the machine was 0.80 times as fast in B (by the bounds), compare shares and not rates',
  ])
})
