import { expect, test } from 'vitest'
import { poolSize } from './pool-size.ts'

test.each([
  [100, 1_000_000, 100],
  [200_000, 2_000_000, 200_009],
  [632_121, 1_000_000, 1_000_000],
])('%i different of %i rows are seen of about %i', (seen, rows, size) => {
  expect(poolSize(seen, rows) / size).toBeCloseTo(1, 3)
})
