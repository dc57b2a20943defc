// Single events, one after the other: from sending one until a query finds it.
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { qualifiedName } from '@millrace/schemas/ddl/identifier.ts'
import type { Warehouse } from '@millrace/engine/warehouse/warehouse.ts'
import { Latencies } from '../api/latencies.ts'
import type { RunningApi } from '../api/running-api.ts'

const eventCount = 200
const pollMs = 5
const pauseMsMax = 100

export interface SinglesOptions {
  readonly api: RunningApi
  readonly warehouse: Warehouse
}

export async function measureSingles({ api, warehouse }: SinglesOptions): Promise<void> {
  await sendOne(api.url, randomUUID()) // opens staging
  const [acknowledged, queryable] = [new Latencies(), new Latencies()]
  for (let sent = 0; sent < eventCount; sent++) {
    const id = randomUUID()
    const startedAtMs = performance.now()
    await sendOne(api.url, id)
    acknowledged.recordMs(performance.now() - startedAtMs)
    while (!(await isThere(warehouse, id))) await sleep(pollMs)
    queryable.recordMs(performance.now() - startedAtMs)
    await sleep(Math.random() * pauseMsMax)
  }
  console.log(`single events · acknowledged ${acknowledged.summary()} · queryable ${queryable.summary()}`)
}

async function sendOne(url: string, id: string): Promise<void> {
  const body = JSON.stringify({ event_id: id, event_type: 'click', user_id: 7 })
  const answer = await fetch(`${url}/events`, { method: 'POST', body })
  if (answer.status !== 202) throw new Error(`POST /events answers ${answer.status}: ${await answer.text()}`)
}

async function isThere(warehouse: Warehouse, id: string): Promise<boolean> {
  const table = qualifiedName(warehouse.database, 'page_events')
  return (
    (await warehouse.text(`SELECT count() FROM ${table} WHERE ts > now() - 60 AND event_id = '${id}'`)).trim() === '1'
  )
}
