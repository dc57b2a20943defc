import { pageEvents } from '@millrace/schemas/datasets/page-events.ts'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { fakeEvents } from './fake-events.ts'

const startMs = Date.UTC(2026, 10, 1)
const event = z.looseObject({ ts: z.string(), session_id: z.uuid(), user_id: z.int() })

test('every event has the columns of the table and follows the one before; sessions keep their user', () => {
  const source = fakeEvents(startMs, 1000)
  const events = Array.from({ length: 500 }, () => source.next().value)
  const columns = pageEvents.columns.map(({ name }) => name).toSorted()
  for (const made of events) expect(Object.keys(made).toSorted()).toEqual(columns)
  const parsed = events.map((made) => event.parse(made))
  expect(parsed[0]?.ts).toBe('2026-11-01 00:00:00.000')
  expect(parsed[61]?.ts).toBe('2026-11-01 00:01:01.000')
  const users = Map.groupBy(parsed, (made) => made.session_id)
  expect(users.size).toBeGreaterThan(20)
  expect(users.size).toBeLessThan(200)
  for (const session of users.values()) expect(new Set(session.map((made) => made.user_id)).size).toBe(1)
})
