import { pageEvents } from '@millrace/schemas/datasets/page-events.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { EncodedEvents } from './encoded-events.ts'
import { EventEncoder, type EventForm } from './event-encoder.ts'

const nowMs = Date.UTC(2026, 10, 25)
const encoder = new EventEncoder(pageEvents, { ttlMonths: 13 })
const encode = (body: string | Uint8Array, form: EventForm = 'lines'): EncodedEvents =>
  encoder.encode(Buffer.from(body), form, nowMs)
const good = '{"event_type":"click","user_id":7}'
const reasons = (body: string | Uint8Array): string[] =>
  encode(body).rejected.map(({ line, field, reason }) => `${line} ${field ?? ''}: ${reason}`)

test('good lines are taken and bad ones reported by line, field and rule', () => {
  const { rowCount, lineCount, rejectedCount } = encode([good, 'x', '', good, '[]', `${good}\r`].join('\n'))
  expect({ rowCount, lineCount, rejectedCount }).toEqual({ rowCount: 3, lineCount: 6, rejectedCount: 2 })
  expect(reasons(`${good}\n{"event_type":"click"}\n{"event_type":"click","user_id":"x"}`)).toEqual([
    '2 user_id: is missing: every event must have it',
    expect.stringMatching(/^3 user_id: "x" is not an integer from 0 to 18446744073709551615/),
  ])
  expect(reasons('{"event_type":"click","user_id":7,"colour":"red"}')).toEqual([
    expect.stringMatching(/^1 colour: is not known: the fields are event_id, ts, event_type/),
  ])
  expect(reasons('7\nnull\n"x"')).toEqual([
    '1 : 7 is not an event: that is a JSON object',
    '2 : null is not an event: that is a JSON object',
    '3 : "x" is not an event: that is a JSON object',
  ])
})

test('what an event does not say is its zero, its time is now, its id is new', () => {
  const [first, second] = [encode(good).rows, encode(good).rows]
  expect(first.byteLength).toBe(63)
  expect(Buffer.from(first.subarray(16))).toEqual(Buffer.from(second.subarray(16)))
  expect(Buffer.from(first.subarray(0, 16))).not.toEqual(Buffer.from(second.subarray(0, 16)))
  expect(new DataView(first.buffer).getBigInt64(16, true)).toBe(BigInt(nowMs))
  const withNull = encode('{"event_type":"click","user_id":7,"url":null,"metadata":null}')
  expect(Buffer.from(withNull.rows.subarray(16))).toEqual(Buffer.from(first.subarray(16)))
})

test('times that the table does not keep, or of the day after tomorrow, are refused', () => {
  for (const ts of ['2025-01-01T00:00:00Z', '2026-11-27T00:00:00Z', '1970-01-01T00:00:00Z', 0]) {
    expect(reasons(JSON.stringify({ event_type: 'click', user_id: 7, ts }))).toEqual([
      expect.stringMatching(/^1 ts: .* is not a time from 2025-10-31T00:00:00.000Z/),
    ])
  }
  expect(encode('{"event_type":"click","user_id":7,"ts":"2026-11-25T23:59:59.999Z"}').rowCount).toBe(1)
})

test('a line that is no UTF-8 costs itself alone', () => {
  const body = Buffer.concat([Buffer.from(`${good}\n`), Buffer.from([0xff, 0x0a]), Buffer.from(good)])
  expect(encode(body).rowCount).toBe(2)
  expect(reasons(body)).toEqual(['2 : is not valid UTF-8'])
})

test('names that every object has are no fields', () => {
  expect(reasons('{"event_type":"click","user_id":7,"__proto__":{},"constructor":1}')[0]).toContain(
    '__proto__: is not known',
  )
})

test('blank lines are counted and nothing else', () => {
  expect(encode(`\n\n \n\r\n${good}\n\n`)).toMatchObject({ rowCount: 1, lineCount: 6, rejectedCount: 0 })
})

test('no value is too deep for its report, nor an array of events too deep to be taken', () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
  expect(reasons(`{"event_type":"click","user_id":7,"metadata":${deep}}\n${good}`)[0]).toMatch(
    /^1 metadata: \[\[\[.*… is not an object/,
  )
  expect(reasons(deep)[0]).toMatch(/^1 : \[\[\[.*… is not an event/)
  expect(encode(deep, 'array').rejected.map(({ reason }) => reason.slice(0, 3))).toEqual(['[[['])
})

test('an array is taken element by element, or not at all', () => {
  const { rowCount, rejected } = encode(`[${good}, 1, ${good}]`, 'array')
  expect({ rowCount, lines: rejected.map(({ line }) => line) }).toEqual({ rowCount: 2, lines: [2] })
  for (const body of [`[${good}`, '[1,]', `[${good}]x`])
    expect(() => encode(body, 'array')).toThrow(/the body is not JSON/)
  expect(() => encode(Buffer.from([0x5b, 0xff, 0x5d]), 'array')).toThrow('not valid UTF-8')
})

test('every line is either a row or in the report, whatever it is', () => {
  const anything = fc.oneof(
    fc.json(),
    fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\n', ' ')),
    fc.constant(good),
    fc.constant('{"user_id":1e999,"event_type":"a"}'),
    fc.integer({ min: 1, max: 5_000 }).map((depth) => '['.repeat(depth)),
    fc.integer({ min: 1, max: 5_000 }).map((depth) => `{"metadata":${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}}`),
    fc.record({ event_type: fc.anything(), user_id: fc.anything(), metadata: fc.anything() }).map((event) => {
      return JSON.stringify(event, (_, value: unknown) => (typeof value === 'bigint' ? Number(value) : value))
    }),
  )
  fc.assert(
    fc.property(fc.array(anything, { minLength: 1, maxLength: 8 }), (lines) => {
      const events = encode(`${lines.join('\n')}\n`)
      const blank = lines.filter((line) => line.trim() === '').length
      expect(events.rowCount + events.rejectedCount + blank).toBe(events.lineCount)
      expect(events.lineCount).toBe(lines.length)
      if (events.rowCount === 0) expect(events.rows.byteLength).toBe(0)
    }),
    { numRuns: 1_000 },
  )
})
