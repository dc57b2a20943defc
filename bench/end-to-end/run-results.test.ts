import { expect, test } from 'vitest'
import { runSchema } from '../report/bench-report.ts'
import type { Contender } from './contender.ts'
import type { Sample } from './measure-contender.ts'
import { runResults, serverId, type MeasuredContender } from './run-results.ts'

const left = { parts: 3, mergesRunning: 0, bytesPerRow: 50, rollupBytesPerRow: 2 }

function sample(rowsPerSecond: number, more: Partial<Sample> = {}): Sample {
  return { rows: 1000, seconds: 1000 / rowsPerSecond, cpuSeconds: { clickhouse: 0.002, kafka: 0.001 }, left, ...more }
}

function measured(
  id: string,
  kind: Contender['kind'],
  format: Contender['format'],
  samples: readonly (readonly [round: number, sample: Sample])[],
): MeasuredContender {
  return { contender: { id, kind, title: id, ...(format === undefined ? {} : { format }) }, samples: new Map(samples) }
}

const find = (results: ReturnType<typeof runResults>, id: string) => results.find((result) => result.id === id)

test('ratios are taken within a round, to the faster limit of the same format and to the server', () => {
  const results = runResults([
    measured('limit native lz4', 'limit', 'native', [
      [0, sample(100)],
      [1, sample(200)],
    ]),
    measured('limit native stored', 'limit', 'native', [
      [0, sample(90)],
      [1, sample(90)],
    ]),
    measured('limit rowbinary', 'limit', 'rowbinary', [
      [0, sample(10)],
      [1, sample(10)],
    ]),
    measured(serverId, 'server', undefined, [
      [0, sample(50)],
      [1, sample(400)],
    ]),
    measured('seed native none', 'seed', 'native', [
      [0, sample(50)],
      [1, sample(150)],
    ]),
  ])
  const seed = find(results, 'seed native none')
  expect(seed?.ratioToLimit?.samples).toEqual([0.5, 0.75])
  expect(seed?.ratioToServer?.samples).toEqual([1, 0.375])
  expect(find(results, 'limit native stored')?.ratioToLimit?.samples).toEqual([0.9, 0.45])
  expect(find(results, 'limit native lz4')?.ratioToLimit).toBeUndefined()
  expect(find(results, 'limit rowbinary')?.ratioToLimit).toBeUndefined()
  expect(find(results, serverId)).not.toHaveProperty('ratioToServer')
})

test('where only some rounds were measured, only those of both are compared', () => {
  const results = runResults([
    measured('limit native lz4', 'limit', 'native', [
      [0, sample(100)],
      [2, sample(100)],
    ]),
    measured('peer kafkajs', 'peer', 'native', [
      [0, sample(10)],
      [1, sample(90)],
      [2, sample(30)],
    ]),
    measured('peer go', 'peer', undefined, [[1, sample(10)]]),
    measured('peer gone', 'peer', 'native', []),
  ])
  expect(find(results, 'peer kafkajs')?.ratioToLimit?.samples).toEqual([0.1, 0.3])
  expect(find(results, 'peer kafkajs')?.rowsPerSecond.samples.map(Math.round)).toEqual([10, 90, 30])
  expect(find(results, 'peer go')).not.toHaveProperty('ratioToLimit')
  expect(find(results, 'peer gone')).toBeUndefined()
})

test('CPU is by million rows, and left out when the program does not know its own in every round', () => {
  const [whole, partly] = runResults([
    measured('a', 'seed', undefined, [[0, sample(1, { programCpuSeconds: 0.004, peakRssBytes: 7 })]]),
    measured('b', 'seed', undefined, [
      [0, sample(1, { programCpuSeconds: 1, peakRssBytes: 7 })],
      [1, sample(1)],
    ]),
  ])
  const { program, clickhouse, kafka } = whole?.cpuSecondsPerMillionRows ?? {}
  expect([program?.median, clickhouse?.median, kafka?.median]).toEqual([4, 2, 1])
  expect(whole?.peakRssBytes?.samples).toEqual([7])
  expect(partly).not.toHaveProperty('cpuSecondsPerMillionRows')
  expect(partly).not.toHaveProperty('peakRssBytes')
})

test('what was left and seen of the run is that of the last round, in the shape of the report', () => {
  const timeline: [number, number][] = [[1, 1000]]
  const settings = { workers: 2, batchRows: 100, insertsInFlight: 4 }
  const results = runResults([
    measured('a', 'seed', 'native', [
      [0, sample(1, { details: { timeline: [], settings } })],
      [1, sample(1, { rows: 2000, details: { timeline, settings }, left: { ...left, parts: 9 } })],
    ]),
  ])
  expect(results[0]).toMatchObject({ rows: 2000, timeline, settings, left: { parts: 9 } })
  for (const result of results) expect(runSchema.parse(result)).toEqual(result)
})
