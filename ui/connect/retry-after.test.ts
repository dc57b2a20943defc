import { expect, test } from 'vitest'
import { retryAfterSeconds } from './retry-after.ts'

const nowMs = Date.UTC(2026, 10, 24, 12, 0, 0)

test.each([
  ['7', 7],
  ['0', 0],
  ['Tue, 24 Nov 2026 12:00:30 GMT', 30],
  ['Tue, 24 Nov 2026 11:00:00 GMT', 0],
  ['soon', undefined],
  ['', undefined],
  [null, undefined],
])('%j is %j seconds', (header, seconds) => {
  expect(retryAfterSeconds(header, nowMs)).toBe(seconds)
})
