import { expect, test } from 'vitest'
import { awayNotice } from './away-notice.ts'

test('one line in ten seconds, with the reason and how long it goes on', () => {
  let nowMs = 0
  const told: string[] = []
  const tell = awayNotice({ notify: (line) => told.push(line), retrySecondsMax: 60, nowMs: () => nowMs })
  for (nowMs = 0; nowMs < 20_000; nowMs += 500) tell(new Error(`away at ${nowMs}`))
  expect(told).toEqual(['away at 0; trying again for up to 60 s', 'away at 10000; trying again for up to 60 s'])
})
