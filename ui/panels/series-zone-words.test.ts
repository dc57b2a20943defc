import { expect, test } from 'vitest'
import { seriesZoneWords } from './series-zone-words.ts'

test('names the zone and its distance from UTC at that time', () => {
  expect(seriesZoneWords(Date.UTC(2026, 0, 1), 'Europe/Berlin')).toBe(
    'Times in Europe/Berlin (UTC+01:00), buckets in UTC',
  )
  expect(seriesZoneWords(Date.UTC(2026, 6, 1), 'Europe/Berlin')).toBe(
    'Times in Europe/Berlin (UTC+02:00), buckets in UTC',
  )
  expect(seriesZoneWords(0, 'UTC')).toBe('Times and buckets in UTC')
})
