import { expect, test } from 'vitest'
import { filterableFields } from './event-filterable-fields.ts'

const event = {
  event_id: '0190a8b4-0000-7000-8000-000000000001',
  ts: '2026-11-24T12:00:00.000Z',
  event_type: 'click',
  user_id: 7,
  session_id: '0190a8b4-0000-7000-8000-000000000002',
  url: '/a',
  referrer: '',
  country: 'DE',
  device: 'mobile',
  duration_ms: 12,
  metadata: {},
}

test('an empty referrer can be filtered by: direct visits', () => {
  expect(filterableFields(event)).toContainEqual({ column: 'referrer', value: '', isExact: true })
})

test('a user id that lost digits cannot', () => {
  const isExact = (user_id: number) =>
    filterableFields({ ...event, user_id }).find(({ column }) => column === 'user_id')?.isExact
  expect(isExact(7)).toBe(true)
  expect(isExact(2 ** 53)).toBe(false)
})
