import { expect, test } from 'vitest'
import { eventsAsJsonLines } from './events-as-json-lines.ts'

const event = {
  event_id: '0190a8b4-0000-7000-8000-000000000001',
  ts: '2026-11-24T12:00:00.000Z',
  event_type: 'click',
  user_id: 7,
  session_id: '0190a8b4-0000-7000-8000-000000000002',
  url: '/a\nb',
  referrer: '',
  country: 'DE',
  device: 'mobile',
  duration_ms: 12,
  metadata: { a: '"' },
}

test('one event a line, whatever is in it', () => {
  const lines = eventsAsJsonLines([event, event]).split('\n')
  expect(lines).toHaveLength(3)
  expect(lines[2]).toBe('')
  expect(JSON.parse(lines[0] ?? '')).toEqual(event)
})

test('nothing for no events', () => {
  expect(eventsAsJsonLines([])).toBe('')
})
