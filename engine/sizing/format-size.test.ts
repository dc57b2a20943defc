import { expect, test } from 'vitest'
import { formatBytes, formatClusterSize, formatRunSize } from './format-size.ts'
import { sizeCluster } from './size-run.ts'

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_500, '1.5 kB'],
  [70_265_000_000, '70 GB'],
  [6.1e13, '61 TB'],
  [5e18, '5000 PB'],
])('%d bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text)
})

test('one line says what a run on this machine takes', () => {
  expect(formatRunSize(1e9, 2, { seconds: 980, diskBytes: 7.1e10 })).toBe(
    '1,000,000,000 rows on these 2 cores: about 16:20 (1.02 M/s), 71 GB of disk',
  )
})

test('a cluster is told machine by machine', () => {
  const run = { rows: 1e12, hours: 6, cores: 32, replicas: 2, batchRows: 200_000 }
  const text = formatClusterSize(run, sizeCluster(run))
  expect(text).toContain('1,000,000,000,000 rows in 6 h: 46.30 M/s')
  expect(text).toMatch(/ClickHouse +\d+ shards × 2 = \d+ machines/)
  expect(text.split('\n')).toHaveLength(5)
})
