// `POST /events` over the whole API, to what is staged.
import { gzipSync } from 'node:zlib'
import { spoolDir } from '@millrace/engine/staging/spool/spool-paths.ts'
import { stagedRows } from '@millrace/engine/staging/testing/staged-rows.ts'
import { problem } from '@millrace/schemas/api/answers/problem.ts'
import { eventsTaken } from '@millrace/schemas/api/answers/events-taken.ts'
import { beforeEach, expect, test } from 'vitest'
import { testApi, type TestApi } from '../../testing/test-api.ts'

type PostedBody = NonNullable<RequestInit['body']>

/** ClickHouse is not needed to take events in. */
const environment = { STAGING: 'spool', CLICKHOUSE_URL: 'http://127.0.0.1:1' }
let api: TestApi

beforeEach(async () => {
  api = await testApi(environment)
})

const event = (user_id: number): string => JSON.stringify({ event_type: 'click', user_id })
const lines = (from: number, count: number): string =>
  Array.from({ length: count }, (_, index) => event(from + index)).join('\n')

async function post(body: PostedBody, headers: Record<string, string> = {}, to = api) {
  const { status, headers: answered, body: answer } = await to.get('/events', { method: 'POST', body, headers })
  return { status, headers: answered, answer }
}

async function taken(body: PostedBody, headers: Record<string, string> = {}) {
  const { status, answer } = await post(body, headers)
  expect(status).toBe(202)
  return eventsTaken.parse(answer)
}

async function refused(body: PostedBody, headers: Record<string, string> = {}, to = api) {
  const { status, answer } = await post(body, headers, to)
  return { status, detail: problem.parse(answer).detail }
}

async function rowsStaged(): Promise<number> {
  return (await stagedRows(spoolDir(api.config))).rows
}

test('takes lines, arrays and gzip, and reports what it does not take', async () => {
  expect(await taken(lines(0, 3))).toEqual({ accepted: 3, rejected: [], rejected_total: 0 })
  const mixed = await taken(`${event(1)}\n{"event_type":"click"}\nx\n${event(2)}\n`)
  expect(mixed.accepted).toBe(2)
  expect(mixed.rejected).toEqual([
    { line: 2, field: 'user_id', reason: 'is missing: every event must have it' },
    { line: 3, reason: expect.stringContaining('is not JSON') as string },
  ])
  expect(await taken(`[${event(1)},1,${event(2)}]`, { 'Content-Type': 'application/json' })).toMatchObject({
    accepted: 2,
    rejected: [{ line: 2 }],
  })
  expect(await taken(gzipSync(lines(0, 20_000)), { 'Content-Encoding': 'gzip' })).toMatchObject({ accepted: 20_000 })
  expect(await taken('')).toMatchObject({ accepted: 0 })
  expect(await rowsStaged()).toBe(20_007)
})

test('a large body is read as it comes, and every line of it is accounted for', async () => {
  const count = 300_000
  const text = lines(0, count)
  const answer = await taken(text.replace('"user_id":99999}', '"user_id":x}'))
  expect(answer).toMatchObject({ accepted: count - 1, rejected: [{ line: 100_000 }], rejected_total: 1 })
  expect(await rowsStaged()).toBe(count - 1)
})

test('a request that is repeated under its key is staged once', async () => {
  const headers = { 'Idempotency-Key': 'a' }
  const answers = await Promise.all([1, 2, 3].map(() => taken(lines(0, 50), headers)))
  answers.push(await taken(lines(0, 50), headers))
  expect(answers.map(({ accepted }) => accepted)).toEqual([50, 50, 50, 50])
  expect(await rowsStaged()).toBe(50)
})

test('what cannot be read is refused, naming what is wrong', async () => {
  expect(await refused(`[${event(1)}`)).toMatchObject({
    status: 400,
    detail: expect.stringMatching(/^the body is not JSON/) as string,
  })
  expect(await refused('x', { 'Content-Encoding': 'gzip' })).toMatchObject({
    status: 400,
    detail: expect.stringMatching(/not whole gzip/) as string,
  })
  expect(await refused('x', { 'Content-Encoding': 'br' })).toMatchObject({ status: 415 })
  expect(await refused(event(1), { 'Idempotency-Key': 'a b' })).toMatchObject({
    status: 400,
    detail: expect.stringMatching(/visible ASCII/) as string,
  })
  expect((await api.get('/events?a=1', { method: 'POST', body: event(1) })).status).toBe(400)
  expect(await rowsStaged()).toBe(0)
})

test('a token is asked for when there is one', async () => {
  const API_TOKEN = 'a-token-of-some-length'
  const guarded = await testApi({ ...environment, API_TOKEN })
  expect((await refused(event(1), {}, guarded)).status).toBe(401)
  expect((await refused(event(1), { Authorization: 'Bearer another-token-of-some' }, guarded)).status).toBe(401)
  expect((await post(event(1), { Authorization: `Bearer ${API_TOKEN}` }, guarded)).status).toBe(202)
})

test('pages of other origins may not write', async () => {
  expect((await refused(event(1), { Origin: 'http://evil.example' })).status).toBe(403)
  expect((await post(event(1), { Origin: 'http://localhost:5173' })).status).toBe(202)
})

test('when as much is staged as may be, clients are told to come again', async () => {
  const full = await testApi({ ...environment, STAGED_BYTES_MAX: '1' })
  expect((await post(event(1), {}, full)).status).toBe(202)
  // What is staged is asked for four times a second.
  await expect.poll(async () => (await post(event(1), {}, full)).status).toBe(429)
  const { status, headers } = await post(event(1), {}, full)
  expect([status, headers.get('retry-after')]).toEqual([429, '2'])
})

test('the limit for polling is none for sending', async () => {
  const limited = await testApi({ ...environment, API_RATE_LIMIT: '2' })
  for (let sent = 0; sent < 4; sent++) expect((await post(event(sent), {}, limited)).status).toBe(202)
  const polls = await Promise.all([1, 2, 3].map(() => limited.get('/pipeline')))
  expect(polls.map(({ status }) => status).sort()).toEqual([200, 200, 429])
})

test('STAGING=none keeps nothing, so nothing is taken', async () => {
  const { status } = await refused(event(1), {}, await testApi({ ...environment, STAGING: 'none' }))
  expect(status).toBe(503)
})

test("a client that leaves in the middle is none of the others' concern", async () => {
  const leaving = new AbortController()
  const body = new ReadableStream({
    async pull(controller) {
      controller.enqueue(Buffer.from(`${lines(0, 1_000)}\n`))
      await new Promise((resolve) => setTimeout(resolve, 20))
    },
  })
  const init: RequestInit = { method: 'POST', body, signal: leaving.signal, duplex: 'half' }
  const posting = api.get('/events', init)
  setTimeout(() => leaving.abort(), 300)
  await expect(posting).rejects.toThrow()
  expect(await taken(lines(0, 3))).toMatchObject({ accepted: 3 })
})
