// Sockets that are closed under the client: while they are idle, and just as a request is written to them.
// https://github.com/ClickHouse/clickhouse-js/issues/150 https://github.com/ClickHouse/clickhouse-js/issues/294
import { setTimeout as sleep } from 'node:timers/promises'
import { retryWhileAway } from '@millrace/engine/retry/retry-while-away.ts'
import { seededDatabase, type SeededDatabase } from '@millrace/engine/testing/seeded-database.ts'
import { testClickHouse } from '@millrace/engine/testing/test-clickhouse.ts'
import { verify } from '@millrace/engine/verify/verify.ts'
import { Warehouse } from '@millrace/engine/warehouse/warehouse.ts'
import { pageEvents } from '@millrace/schemas/datasets/page-events.ts'
import { expect, onTestFinished, test } from 'vitest'
import { AnsweringProxy } from '../clickhouse/answering-proxy.ts'
import { TcpProxy } from '../network/tcp-proxy.ts'

const { url } = await testClickHouse()
const retry = { retrySecondsMax: 60 }

async function databaseBehind(proxyUrl: string): Promise<SeededDatabase & { readonly behind: Warehouse }> {
  const database = await seededDatabase(url, 10_000, 500)
  const behind = new Warehouse({ url: () => proxyUrl, database: database.warehouse.database })
  onTestFinished(async () => {
    await behind.close()
    await database.warehouse.close()
  })
  return { ...database, behind }
}

async function failedChecks({ warehouse, run }: SeededDatabase): Promise<string[]> {
  const { checks } = await verify(warehouse, pageEvents, run, 1, () => undefined)
  return checks.filter(({ isEqual }) => !isEqual).map(({ name }) => name)
}

test('a server with a shorter keep-alive than ours: no error reaches anyone, and each block is in once', async () => {
  const keepAliveMs = 20
  const proxy = await AnsweringProxy.open(() => url, keepAliveMs)
  onTestFinished(() => proxy.close())
  const database = await databaseBehind(proxy.url)
  for (const block of database.blocks) {
    await retryWhileAway(retry, () => database.behind.insertBlock(block))
    // Node.js adds a second to the time it announces; from just before the end to just after it.
    await sleep(keepAliveMs + (block.header.batch % 5) * 5)
  }
  expect(await failedChecks(database)).toEqual([])
})

test('idle connections that are reset just as the next request is written: tried again, and in once', async () => {
  const proxy = await TcpProxy.open(() => Number(new URL(url).port))
  onTestFinished(() => proxy.close())
  const database = await databaseBehind(`http://127.0.0.1:${proxy.port}`)
  let retries = 0
  for (const block of database.blocks) {
    const inserted = retryWhileAway({ ...retry, onRetry: () => retries++ }, () => database.behind.insertBlock(block))
    await sleep(block.header.batch % 4) // from before the first byte to after the last
    proxy.set({ kind: 'reset', afterBytes: 0 })
    proxy.set(undefined)
    await inserted
  }
  expect(retries).toBeGreaterThan(0)
  expect(await failedChecks(database)).toEqual([])
})
