import { expect, test } from 'vitest'
import { newestOverview } from './newest-overview.ts'

const pushed = { total_events: 2, unique_users: 1, events_last_hour: 1 }
const asked = { total_events: 3, unique_users: 1, events_last_hour: 1 }

test.each([
  ['nothing is known', undefined, undefined, undefined, undefined, undefined],
  ['only pushed', pushed, 5000, undefined, undefined, pushed],
  ['only asked for', undefined, undefined, asked, 1, asked],
  ['pushed later', pushed, 5000, asked, 1, pushed],
  ['asked for a moment later', pushed, 5000, asked, 7000, pushed],
  ['asked for well after', pushed, 5000, asked, 7001, asked],
])('%s', (_, pushedValue, pushedAtMs, askedValue, askedAtMs, newest) => {
  expect(newestOverview({ value: pushedValue, atMs: pushedAtMs }, { value: askedValue, atMs: askedAtMs })).toBe(newest)
})
