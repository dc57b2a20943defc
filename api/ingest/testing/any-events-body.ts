// Bodies for `POST /events` that are almost events: cut, damaged, deep, long, compressed or not.
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'

export interface EventsBody {
  readonly body: Buffer
  readonly headers: Readonly<Record<string, string>>
}

const gzipped = { 'Content-Encoding': 'gzip' }
const good = '{"event_type":"click","user_id":7}'
const value = fc.oneof(
  fc.json({ maxDepth: 3 }),
  fc.constantFrom(
    '1e999',
    '-0',
    '99999999999999999999999',
    'NaN',
    '"\\ud800"',
    '"\\u0000"',
    'null',
    '{}',
    '[]',
    '"',
    '{',
  ),
)
const almostEvent = fc
  .tuple(
    fc.constantFrom(
      'event_id',
      'ts',
      'event_type',
      'user_id',
      'url',
      'metadata',
      'duration_ms',
      '__proto__',
      'constructor',
    ),
    value,
  )
  .map(([field, json]) => `{"event_type":"click","user_id":7,"${field}":${json}}`)
const line = fc.oneof(
  fc.constant(good),
  almostEvent,
  fc.json(),
  fc.string({ unit: 'binary' }),
  fc
    .tuple(fc.constantFrom('[', '{"a":', '{"metadata":{"a":'), fc.integer({ min: 1, max: 3_000 }))
    .map(([open, depth]) => open.repeat(depth)),
  fc
    .integer({ min: 1, max: 100_000 })
    .map((depth) => `{"event_type":"a","user_id":1,"metadata":${'['.repeat(depth)}${']'.repeat(depth)}}`),
  fc.integer({ min: 200_000, max: 400_000 }).map((length) => `{"event_type":"${'x'.repeat(length)}","user_id":1}`),
)
const text = fc
  .tuple(fc.array(line, { maxLength: 6 }), fc.constantFrom('lines', 'array', 'broken array'))
  .map(([lines, form]) => (form === 'lines' ? lines.join('\n') : `[${lines.join(',')}${form === 'array' ? ']' : ''}`))
const bytes = fc.oneof(
  { weight: 6, arbitrary: text.map((each) => Buffer.from(each)) },
  { weight: 2, arbitrary: fc.uint8Array({ maxLength: 300 }).map((each) => Buffer.from(each)) },
  { weight: 1, arbitrary: text.map((each) => Buffer.from(each).subarray(0, -3)) },
)
export const anyEventsBody: fc.Arbitrary<EventsBody> = fc
  .tuple(bytes, fc.constantFrom('', 'whole', 'cut', 'damaged'))
  .map(([body, gzip]) => {
    if (gzip === '') return { body, headers: {} }
    const zipped = gzipSync(body)
    if (gzip === 'cut') return { body: zipped.subarray(0, Math.ceil(zipped.byteLength / 2)), headers: gzipped }
    if (gzip === 'damaged') zipped[zipped.byteLength >> 1] = (zipped[zipped.byteLength >> 1] ?? 0) ^ 0x5a
    return { body: zipped, headers: gzipped }
  })
