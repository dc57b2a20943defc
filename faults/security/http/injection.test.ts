// Hostile text through every parameter of every route, and inside of events: it is text, wherever it comes.
import { hostileTexts } from '../hostile-text.ts'
import { seededEvents } from '@millrace/api/query/testing/seeded-events.ts'
import { startMillrace } from '@millrace/engine/testing/run-millrace.ts'
import { testClickHouse } from '@millrace/engine/testing/test-clickhouse.ts'
import { eventsPage } from '@millrace/schemas/api/answers/events-page.ts'
import { problem } from '@millrace/schemas/api/answers/problem.ts'
import { routes } from '@millrace/schemas/api/routes.ts'
import { afterAll, expect, onTestFinished, test, vi } from 'vitest'
import { servedApi } from '../served-api.ts'

const rows = 2_000
const insertedMsMax = 60_000
const { url } = await testClickHouse()
const seeded = await seededEvents(url, rows)
afterAll(() => seeded.close())
const environment = { CLICKHOUSE_URL: url, CLICKHOUSE_DATABASE: seeded.warehouse.database }
const api = await servedApi(environment)
const base = `http://127.0.0.1:${api.port}`
const needed = { from: '2026-11-01', to: '2026-11-24', interval: '1d', by: 'url' }

async function ask(path: string, params: Record<string, string>): Promise<{ status: number; text: string }> {
  const answer = await fetch(`${base}${path}?${new URLSearchParams(params).toString()}`)
  return { status: answer.status, text: await answer.text() }
}

const tables = async (): Promise<string> =>
  seeded.warehouse.text(
    `SELECT groupArray((database, name, total_rows)) FROM (SELECT * FROM system.tables WHERE database = '${seeded.warehouse.database}' ORDER BY name)`,
  )

test.each(routes.flatMap(({ path, query }) => Object.keys(query.shape).map((name) => [path, name, query] as const)))(
  '%s, %s',
  async (path, name, query) => {
    const before = await tables()
    const own = Object.fromEntries(Object.entries(needed).filter(([key]) => key in query.shape))
    for (const text of hostileTexts.map((each) => each.toWellFormed())) {
      const { status, text: body } = await ask(path, { ...own, [name]: text })
      expect([text, [200, 400].includes(status)]).toEqual([text, true])
      if (status === 400) expect(Object.keys(problem.parse(JSON.parse(body)).errors ?? {})).toContain(name)
    }
    expect(await tables()).toBe(before)
    await api.expectSound()
  },
)

test('in events it lands as it is, is found by itself alone, and comes back as it was', async () => {
  const texts = hostileTexts.map((text) => text.toWellFormed()).filter((text) => text !== '')
  const drain = startMillrace(['ingest'], { ...environment, DATA_DIR: api.dataDir, STAGING: 'spool' })
  onTestFinished(async () => {
    drain.child.kill('SIGINT')
    await drain.result
  })
  const lines = texts.map((text, index) =>
    JSON.stringify({ event_type: 'hostile', user_id: index, url: text, referrer: text, metadata: { [text]: text } }),
  )
  const taken = await fetch(`${base}/events`, { method: 'POST', body: lines.join('\n') })
  expect(await taken.json()).toEqual({ accepted: texts.length, rejected: [], rejected_total: 0 })
  const found = async (params: Record<string, string>) =>
    eventsPage.parse(
      JSON.parse((await ask('/metrics/events', { event_type: 'hostile', limit: '500', ...params })).text),
    ).events
  await vi.waitFor(async () => expect(await found({})).toHaveLength(texts.length), {
    timeout: insertedMsMax,
    interval: 200,
  })
  for (const [index, text] of texts.entries()) {
    if (text.length > 2048) continue // longer than a filter may be
    const [event, ...others] = await found({ url: text })
    expect([text, others.length, event?.user_id, event?.referrer]).toEqual([text, 0, index, text])
  }
  // Zod leaves `__proto__` out of what it reads; the API gives it like any other key.
  const { text: page } = await ask('/metrics/events', { event_type: 'hostile', limit: '500' })
  for (const text of texts) expect(page).toContain(`"metadata":{${JSON.stringify(text)}:${JSON.stringify(text)}}`)
  expect((await ask('/metrics/events', { event_type: "hostile' OR 1=1 --" })).text).toContain('"events":[]')
})
