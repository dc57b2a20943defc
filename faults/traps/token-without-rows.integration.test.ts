// ClickHouse writes down the token of an insert before the part is in its place. A server that is killed in between knows the
// token and has no rows, and a retry would pass for an insert that is in. Here the part is taken away while no server runs.
import { rm } from 'node:fs/promises'
import { acquireClickHouse } from '@millrace/engine/services/clickhouse/acquire-clickhouse.ts'
import type { ClickHouseEndpoint } from '@millrace/engine/services/service.ts'
import { PrivateService } from '@millrace/engine/testing/private-service.ts'
import { Warehouse } from '@millrace/engine/warehouse/warehouse.ts'
import { expect, test } from 'vitest'
import { z } from 'zod'

const service = new PrivateService<ClickHouseEndpoint>('clickhouse')
const partRow = z.object({ path: z.string() })

async function withServer<Result>(use: (warehouse: Warehouse) => Promise<Result>): Promise<Result> {
  const lease = await acquireClickHouse({ dataDir: service.dataDir })
  const warehouse = new Warehouse({ url: () => lease.endpoint.url, database: 'default' })
  try {
    return await use(warehouse)
  } finally {
    await warehouse.close()
    await lease.release()
    await service.untilGone()
  }
}

const rowsOf = async (warehouse: Warehouse): Promise<string> =>
  (await warehouse.text('SELECT count(), uniqExact(n) FROM t')).trim()

async function insert(warehouse: Warehouse, number: number): Promise<void> {
  const token = `insert_deduplication_token = 'insert ${number}'`
  await warehouse.command(`INSERT INTO t SELECT ${number * 10} + number FROM numbers(10) SETTINGS ${token}`)
}

test('after its next start, an insert whose rows are not there is made again, and no other', async () => {
  const lost = await withServer(async (warehouse) => {
    await warehouse.command(
      'CREATE TABLE t (n UInt64) ENGINE MergeTree ORDER BY n SETTINGS non_replicated_deduplication_window = 100',
    )
    for (let number = 0; number < 3; number++) await insert(warehouse, number)
    const [part] = await warehouse.query(
      "SELECT path FROM system.parts WHERE table = 't' AND name = 'all_2_2_0'",
      partRow,
    )
    return part?.path ?? ''
  })
  await rm(lost, { recursive: true })
  await withServer(async (warehouse) => {
    expect(await rowsOf(warehouse)).toBe('20\t20')
    for (let number = 0; number < 3; number++) await insert(warehouse, number)
    expect(await rowsOf(warehouse)).toBe('30\t30')
  })
})
