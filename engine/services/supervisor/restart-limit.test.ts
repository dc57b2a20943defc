import { expect, test } from 'vitest'
import { RestartLimit } from './restart-limit.ts'

test('allows so many restarts in a window and no more', () => {
  const limit = new RestartLimit(2, 1000)
  expect([limit.allows(0), limit.allows(10), limit.allows(999)]).toEqual([true, true, false])
})

test('allows again once the old restarts have left the window', () => {
  const limit = new RestartLimit(2, 1000)
  limit.allows(0)
  limit.allows(500)
  expect([limit.allows(1000), limit.allows(1001), limit.allows(1500)]).toEqual([true, false, true])
})
