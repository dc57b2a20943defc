// Whatever is sent to `POST /events`, the answer is a report or a refusal that is the client's own fault, and the API lives.
import { gzipSync } from 'node:zlib'
import { eventsTaken } from '@millrace/schemas/api/answers/events-taken.ts'
import { problem } from '@millrace/schemas/api/answers/problem.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { testApi } from '../../testing/test-api.ts'

const bodyCount = 10_000
const atOnce = 50
const heapGrowthBytesMax = 60 * 1024 * 1024

interface Sample {
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
    fc.constantFrom('event_id', 'ts', 'event_type', 'user_id', 'url', 'metadata', 'duration_ms', '__proto__'),
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
const request = fc.tuple(bytes, fc.constantFrom('', 'whole', 'cut', 'damaged')).map(([body, gzip]) => {
  if (gzip === '') return { body, headers: {} }
  const zipped = gzipSync(body)
  if (gzip === 'cut') return { body: zipped.subarray(0, Math.ceil(zipped.byteLength / 2)), headers: gzipped }
  if (gzip === 'damaged') zipped[zipped.byteLength >> 1] = (zipped[zipped.byteLength >> 1] ?? 0) ^ 0x5a
  return { body: zipped, headers: gzipped }
})

test('is reported by line, or refused', { timeout: 300_000 }, async () => {
  const api = await testApi({
    STAGING: 'spool',
    CLICKHOUSE_URL: 'http://127.0.0.1:1',
    STAGED_BYTES_MAX: String(2 ** 40),
  })
  const statuses = new Map<number, number>()
  const send = async ({ body, headers }: Sample): Promise<void> => {
    const { status, body: answer } = await api.get('/events', { method: 'POST', body: new Uint8Array(body), headers })
    statuses.set(status, (statuses.get(status) ?? 0) + 1)
    expect([202, 400]).toContain(status)
    if (status === 400) {
      problem.parse(answer)
      return
    }
    const { accepted, rejected, rejected_total } = eventsTaken.parse(answer)
    expect(rejected.length).toBe(rejected_total)
    const reported = new Set(rejected.map((each) => each.line))
    expect(reported.size).toBe(rejected_total)
    if (!('Content-Encoding' in headers)) expect(accepted + rejected_total).toBeLessThanOrEqual(linesOf(body))
  }
  await sendMany(send, 200) // what is made once is not growth
  const heapBytes = process.memoryUsage().heapUsed
  await sendMany(send, bodyCount)
  expect(process.memoryUsage().heapUsed - heapBytes).toBeLessThan(heapGrowthBytesMax)
  expect(statuses.get(202)).toBeGreaterThan(bodyCount / 10)
  expect(statuses.get(400)).toBeGreaterThan(bodyCount / 10)
  expect((await api.get('/healthz')).status).toBe(200)
})

async function sendMany(send: (sample: Sample) => Promise<void>, count: number): Promise<void> {
  const samples = fc.sample(request, count)
  for (let from = 0; from < count; from += atOnce) {
    await Promise.all(samples.slice(from, from + atOnce).map(send))
  }
}

function linesOf(body: Buffer): number {
  const text = body.toString('latin1').trimStart()
  return text.startsWith('[') ? Infinity : text.split('\n').length
}
