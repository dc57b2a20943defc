import { expect, test } from 'vitest'
import { seriesSummary } from './series-summary.ts'

const place = { locale: 'en-GB', timeZone: 'UTC', nowMs: 0 }
const hourMs = 3_600_000
const columns = {
  intervalMs: hourMs,
  startsMs: [0, hourMs, 2 * hourMs, 3 * hourMs],
  counts: [1000, 7, 2500, 1],
  total: 3508,
  types: [],
  firstWhole: 0,
  lastWhole: 2,
}
/** Spaces around the dash differ between versions of ICU. */
const plain = (text: string) => text.replaceAll(/\s*–\s*/g, '–')

test('says total, most and fewest with their times; the bucket in progress is neither', () => {
  expect(plain(seriesSummary(columns, 'events', place))).toBe(
    '3,508 events in 4 buckets. Most: 2,500 in 1 Jan, 02:00–03:00. Fewest: 7 in 1 Jan, 01:00–02:00.',
  )
})

test('says when there is nothing', () => {
  expect(seriesSummary({ ...columns, counts: [0, 0, 0, 0], total: 0 }, 'events', place)).toBe(
    'No events in this range.',
  )
})

test('names no bucket when none is whole', () => {
  const open = { ...columns, startsMs: [0], counts: [4], total: 4, lastWhole: -1 }
  expect(seriesSummary(open, 'events', place)).toBe('4 events in one bucket.')
})
