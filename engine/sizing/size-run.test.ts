import { describe, expect, test } from 'vitest'
import { busyShareMax, sizeCluster, sizeRun } from './size-run.ts'

const machine = { rows: 1e8, cores: 2, staging: 'kafka', stagedBytesMax: 2 ** 30 } as const
const cluster = { rows: 1e12, hours: 6, cores: 32, replicas: 2, batchRows: 400_000 }

describe('one machine', () => {
  test('a hundred million rows take as long as they were measured to take, within a fifth', () => {
    // bench/reports/2026-11-29.md: 1.84 M rows/s at 1e8 rows without staging; through Kafka it was 1.20 M/s on that day.
    const through = (staging: 'none' | 'kafka'): number => 1e8 / sizeRun({ ...machine, staging }).seconds
    expect(through('none') / 1.84e6).toBeGreaterThan(0.8)
    expect(through('none') / 1.84e6).toBeLessThan(1.2)
    expect(through('kafka') / 1.2e6).toBeGreaterThan(0.8)
    expect(through('kafka') / 1.2e6).toBeLessThan(1.2)
  })

  test('twice the cores take half the time, twice the rows twice the disk but for what is staged', () => {
    const once = sizeRun(machine)
    expect(sizeRun({ ...machine, cores: 4 }).seconds).toBeCloseTo(once.seconds / 2)
    expect(sizeRun({ ...machine, rows: 2e8 }).diskBytes - once.diskBytes).toBeCloseTo(once.diskBytes - 2 ** 30)
  })

  test('what is staged is bounded, and nothing is without staging', () => {
    const bytes = (staging: 'none' | 'spool', rows: number): number => sizeRun({ ...machine, staging, rows }).diskBytes
    expect(bytes('spool', 1e6) - bytes('none', 1e6)).toBe(44e6)
    expect(bytes('spool', 1e9) - bytes('none', 1e9)).toBe(2 ** 30)
  })
})

describe('many machines', () => {
  test('are enough for what is to be done, with some to spare', () => {
    const size = sizeCluster(cluster)
    for (const part of ['millrace', 'kafka', 'clickhouse'] as const) {
      expect(size.machines[part] * cluster.cores * busyShareMax).toBeGreaterThanOrEqual(size.busyCores[part])
    }
    expect(size.rowsPerSecond * 6 * 3600).toBeCloseTo(1e12)
    expect(size.machines.clickhouse).toBe(size.shards * 2)
    expect(size.insertsPerSecondAndShard).toBeLessThanOrEqual(10)
    expect(size.networkBytesPerSecond * 2).toBeLessThanOrEqual(size.machines.kafka * 300e6)
    expect(size.insertsPerSecondAndShard * size.shards * cluster.batchRows).toBeCloseTo(size.rowsPerSecond)
  })

  test('are one of each where little is to be done, and as many brokers as copies', () => {
    const { machines, shards } = sizeCluster({ ...cluster, rows: 1e6 })
    expect({ machines, shards }).toEqual({ machines: { millrace: 1, kafka: 2, clickhouse: 2 }, shards: 1 })
  })
})
