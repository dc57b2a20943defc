import { insertLatencyBoundsSeconds } from '@millrace/engine/bus/pipeline-snapshot.ts'
import { expect, test } from 'vitest'
import { Metrics } from './prometheus.ts'

const counters = {
  state: 'running' as const,
  since: '2026-11-24T00:00:00.000Z',
  rowsTotal: 100,
  rowsAlreadyIn: 0,
  rowsGenerated: 30,
  rowsStaged: 20,
  rowsInserted: 10,
  rowsPerSecond: 1,
  rowsGeneratedPerSecond: 1,
  rowsStagedPerSecond: 1,
  lagBlocks: 3,
  lagBytes: null,
  blocksInserted: 4,
  insertsInFlight: 2,
  insertRetries: 5,
  stagingRetries: 6,
  blocksDeadLettered: 7,
  insertLatencyMs: null,
}

function metricsOf(rowsInserted: () => number): Metrics {
  const counts = insertLatencyBoundsSeconds.map(() => 0)
  return new Metrics({
    counters: () => ({ ...counters, rowsInserted: rowsInserted() }),
    insertLatency: () => ({ counts: [2, 1, ...counts.slice(1)], sumSeconds: 0.045 }),
    pipelinesRunning: () => 1,
    live: () => ({ clients: 12, messagesSent: 100, statesPassedOver: 3, clientsRefused: 0, clientsCut: 0 }),
    cache: () => ({ hits: 9, misses: 1, stale: 0, refreshes: 2, refreshFailures: 0 }),
    services: () => Promise.resolve({ clickhouse: { state: 'up', description: 'there' } }),
  })
}

test('totals are what their sources say now, histograms are cumulative, requests are counted by route', async () => {
  let rowsInserted = 10
  const metrics = metricsOf(() => rowsInserted)
  metrics.observe({ method: 'GET', route: '/metrics/overview', status: 200, seconds: 0.004, bytes: 80 })
  await metrics.text()
  rowsInserted = 11
  const lines = (await metrics.text()).split('\n')
  expect(lines).toEqual(
    expect.arrayContaining([
      '# TYPE millrace_rows_inserted_total counter',
      'millrace_rows_inserted_total 11',
      'millrace_staging_lag_blocks 3',
      'millrace_staging_lag_bytes Nan',
      'millrace_live_states_passed_over_total 3',
      'millrace_cache_hits_total 9',
      'millrace_service_up{service="clickhouse"} 1',
      '# TYPE millrace_insert_duration_seconds histogram',
      'millrace_insert_duration_seconds_bucket{le="0.01"} 2',
      'millrace_insert_duration_seconds_bucket{le="0.025"} 3',
      'millrace_insert_duration_seconds_bucket{le="+Inf"} 3',
      'millrace_insert_duration_seconds_count 3',
      'millrace_http_request_duration_seconds_bucket{le="0.005",method="GET",route="/metrics/overview",status="200"} 1',
      'millrace_http_request_duration_seconds_bucket{le="0.0025",method="GET",route="/metrics/overview",status="200"} 0',
      'millrace_http_answer_bytes_total{route="/metrics/overview"} 80',
    ]),
  )
})

test('every line is one that Prometheus can read', async () => {
  const sample = /^[a-z_]\w*(\{(\w+="[^"\\\n]*",?)*\})? (-?[\d.]+(e[+-]?\d+)?|nan)( \d+)?$/i // Prometheus reads NaN in any case
  const lines = (await metricsOf(() => 1).text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  expect(lines.filter((line) => !sample.test(line))).toEqual([])
  expect(lines.length).toBeGreaterThan(50)
})
