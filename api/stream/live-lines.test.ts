import { pageEvents } from '@millrace/schemas/datasets/page-events.ts'
import { EventEncoder } from '@millrace/engine/intake/event-encoder.ts'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { LiveLines } from './live-lines.ts'

const nowMs = Date.UTC(2026, 10, 25, 12)
const event = z.looseObject({
  event_id: z.uuid({ version: 'v7' }),
  ts: z.iso.datetime(),
  session_id: z.uuid({ version: 'v4' }),
})
const times = Array.from({ length: 25_000 }, (_, index) => nowMs + index / 7)

test('every event is one that is taken, with the time it was asked for and an id of its own', () => {
  const body = new LiveLines(pageEvents, '1').render(times)
  expect(new EventEncoder(pageEvents, { ttlMonths: 13 }).encode(body, 'lines', nowMs)).toMatchObject({
    rowCount: times.length,
    rejectedCount: 0,
  })
  const events = String(body)
    .trim()
    .split('\n')
    .map((line) => event.parse(JSON.parse(line)))
  expect(new Set(events.map(({ event_id }) => event_id)).size).toBe(times.length)
  for (const [index, { ts, event_id }] of events.entries()) {
    const timeMs = Math.floor(times[index] ?? 0)
    if (Date.parse(ts) !== timeMs) expect(Date.parse(ts)).toBe(timeMs)
    if (Number.parseInt(event_id.slice(0, 8) + event_id.slice(9, 13), 16) !== timeMs) expect(event_id).toBe(timeMs)
  }
})

test('the seed decides what the events are, but for times and ids', () => {
  const without = (seed: string): unknown[] =>
    String(new LiveLines(pageEvents, seed).render(times.slice(0, 100)))
      .trim()
      .split('\n')
      .map((line) => ({ ...event.parse(JSON.parse(line)), event_id: '' }))
  expect(without('1')).toEqual(without('1'))
  expect(without('1')).not.toEqual(without('2'))
})
