import { expect, test } from 'vitest'
import { latencyQuantile } from './latency-quantile.ts'

const bounds = [0.1, 0.2, 0.4]

test.each([
  ['nothing counted', [0, 0, 0, 0], 0.5, null],
  ['the middle of the only bucket', [10, 0, 0, 0], 0.5, 0.05],
  ['the end of the only bucket', [0, 10, 0, 0], 1, 0.2],
  ['half in one bucket, half in another', [50, 0, 50, 0], 0.75, 0.3],
  ['empty buckets are passed over', [0, 0, 4, 0], 0, 0.2],
  ['beyond the last bound there is only the bound', [1, 0, 0, 99], 0.99, 0.4],
])('%s', (_, counts, quantile, seconds) => {
  const found = latencyQuantile(bounds, counts, quantile)
  if (seconds === null) expect(found).toBeNull()
  else expect(found).toBeCloseTo(seconds)
})
