// Limits, Millrace in every way and a few peers, for the example of a report.
import type { RunResult } from '../bench-report.ts'
import { noisy, type Around } from './noise.ts'

const mebibyte = 2 ** 20

export function exampleRuns(around: Around, speed: number, random: () => number): RunResult[] {
  const rows = 2_000_000
  const limit = { rowbinary: 0.65e6, native: 0.96e6 }
  const cpu = (program: number, clickhouse: number, kafka: number) => ({
    program: around(program),
    clickhouse: around(clickhouse),
    kafka: around(kafka),
  })
  const seed = (format: 'rowbinary' | 'native', staging: string, share: number, kafkaCpu = 0): RunResult => {
    const rate = limit[format] * share * speed
    return {
      id: `seed ${format} ${staging}`,
      kind: 'seed',
      title: `Millrace, ${format}, staging ${staging}`,
      rows,
      rowsPerSecond: around(rate),
      ratioToLimit: around(share * speed),
      ratioToServer: around(rate / 1.4e6),
      cpuSecondsPerMillionRows: cpu((format === 'native' ? 0.55 : 0.8) / speed, limitCpu(format), kafkaCpu),
      peakRssBytes: around(520 * mebibyte),
      insertLatencyMs: { p50: 182, p90: 320, p99: 640, max: 811 },
      latencyHistogram: latencies(180, random),
      timeline: timeline(rows, rate, random),
      left: { parts: 21, mergesRunning: 1, bytesPerRow: 38.4, rollupBytesPerRow: 2.1 },
      settings: { workers: 2, batchRows: 100_000, insertsInFlight: 4 },
    }
  }
  const simple = (id: string, kind: RunResult['kind'], title: string, rate: number, more: Partial<RunResult> = {}) => ({
    id,
    kind,
    title,
    rows,
    rowsPerSecond: around(rate),
    ...more,
  })
  return [
    simple(
      'limit rowbinary lz4',
      'limit',
      'ready-made rowbinary blocks, 4 inserts at once, nothing else',
      limit.rowbinary,
      {
        cpuSecondsPerMillionRows: cpu(0.06, limitCpu('rowbinary'), 0),
      },
    ),
    simple('limit native lz4', 'limit', 'ready-made native blocks, 4 inserts at once, nothing else', limit.native, {
      cpuSecondsPerMillionRows: cpu(0.05, limitCpu('native'), 0),
    }),
    simple('server insert-select', 'server', 'the server makes comparable rows itself (INSERT … SELECT)', 1.4e6, {
      cpuSecondsPerMillionRows: cpu(0, 1.1, 0),
    }),
    seed('rowbinary', 'none', 0.86),
    seed('rowbinary', 'spool', 0.77),
    seed('rowbinary', 'kafka', 0.71, 0.28),
    seed('native', 'none', 0.88),
    seed('native', 'spool', 0.81),
    seed('native', 'kafka', 0.72, 0.24),
    simple('peer kafkajs', 'peer', 'Millrace’s blocks through kafkajs', 0.31e6, {
      ratioToLimit: around(0.48),
      cpuSecondsPerMillionRows: cpu(1.9, 1.5, 0.4),
      peakRssBytes: around(910 * mebibyte),
    }),
    simple('peer naive-js', 'peer', 'Faker for each row, JSONEachRow through @clickhouse/client', 41_000, {
      rows: 100_000,
      cpuSecondsPerMillionRows: cpu(22, 3.4, 0),
    }),
    simple('peer python', 'peer', 'Faker and clickhouse-connect <2>', 3_900, {
      rows: 20_000,
      rowsPerSecond: around(3_900, 3),
    }),
  ]
}

function limitCpu(format: 'rowbinary' | 'native'): number {
  return format === 'native' ? 1.32 : 1.94
}

/** Rows arrive in batches: a staircase, sampled four times a second. */
function timeline(rows: number, rowsPerSecond: number, random: () => number): [number, number][] {
  const seconds = rows / rowsPerSecond
  const sampleCount = Math.ceil(seconds * 4)
  return Array.from({ length: sampleCount + 1 }, (_, sample) => {
    const atSeconds = Math.min(sample / 4, seconds)
    const smooth = noisy(random, atSeconds * rowsPerSecond, 0.02)
    return [atSeconds, atSeconds === seconds ? rows : Math.min(rows, Math.floor(smooth / 50_000) * 50_000)]
  })
}

function latencies(median: number, random: () => number): [number, number][] {
  const counts = new Map<number, number>()
  for (let insert = 0; insert < 80; insert++) {
    const ms = median * Math.exp(noisy(random, 1, 0.45) - 1)
    const bucketMs = Math.ceil(ms / 10) * 10
    counts.set(bucketMs, (counts.get(bucketMs) ?? 0) + 1)
  }
  return [...counts].sort(([a], [b]) => a - b)
}
