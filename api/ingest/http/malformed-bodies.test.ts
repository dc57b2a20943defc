// Whatever is sent to `POST /events`, the answer is a report or a refusal that is the client's own fault, and the API lives.
import { eventsTaken } from '@millrace/schemas/api/answers/events-taken.ts'
import { problem } from '@millrace/schemas/api/answers/problem.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { testApi } from '../../testing/test-api.ts'
import { anyEventsBody, type EventsBody } from '../testing/any-events-body.ts'

const bodyCount = 10_000
const atOnce = 50
const heapGrowthBytesMax = 60 * 1024 * 1024

test('is reported by line, or refused', { timeout: 300_000 }, async () => {
  const api = await testApi({
    STAGING: 'spool',
    CLICKHOUSE_URL: 'http://127.0.0.1:1',
    STAGED_BYTES_MAX: String(2 ** 40),
  })
  const statuses = new Map<number, number>()
  const send = async ({ body, headers }: EventsBody): Promise<void> => {
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

async function sendMany(send: (sample: EventsBody) => Promise<void>, count: number): Promise<void> {
  const samples = fc.sample(anyEventsBody, count)
  for (let from = 0; from < count; from += atOnce) {
    await Promise.all(samples.slice(from, from + atOnce).map(send))
  }
}

function linesOf(body: Buffer): number {
  const text = body.toString('latin1').trimStart()
  return text.startsWith('[') ? Infinity : text.split('\n').length
}
