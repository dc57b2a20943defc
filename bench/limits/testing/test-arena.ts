// An arena on the test run's shared ClickHouse: a database and a scratch folder of its own, gone when the test file is done.
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '@millrace/engine/config/config.ts'
import { testClickHouse } from '@millrace/engine/testing/test-clickhouse.ts'
import { dropTables, ensureTables } from '@millrace/engine/warehouse/ensure-tables.ts'
import { Warehouse } from '@millrace/engine/warehouse/warehouse.ts'
import { pageEvents } from '@millrace/schemas/datasets/page-events.ts'
import { afterAll, inject } from 'vitest'
import { z } from 'zod'
import type { Arena, Contender, Measured } from '../../end-to-end/contender.ts'

const contents = z.object({
  rows: z.int(),
  ids: z.int(),
  eventTypes: z.int(),
  byMinute: z.int(),
  byHour: z.int(),
  firstMs: z.int(),
  lastMs: z.int(),
})

export interface TestArena extends Arena {
  /** Measures into fresh tables, as the bench does, and says what is in them then. */
  measured(contender: Contender): Promise<{ measured: Measured; found: z.output<typeof contents> }>
}

/** Call it at the top of a test file. */
export async function testArena(rows: number): Promise<TestArena> {
  const { url } = await testClickHouse()
  const database = `bench_${randomUUID().replaceAll('-', '')}`
  const warehouse = new Warehouse({ url: () => url, database })
  const scratch = await mkdtemp(join(tmpdir(), 'millrace-bench-'))
  afterAll(async () => {
    await warehouse.command(`DROP DATABASE IF EXISTS ${database} SYNC`)
    await warehouse.close()
    await rm(scratch, { recursive: true, force: true })
  })
  const config = readConfig({ DATA_DIR: inject('dataDir'), CLICKHOUSE_DATABASE: database })
  const arena: Arena = { config, warehouse, dataset: pageEvents, scratch, rows }
  return {
    ...arena,
    async measured(contender) {
      await dropTables(warehouse, pageEvents)
      await ensureTables(warehouse, pageEvents, config.TTL_MONTHS)
      const measured = await contender.measure(arena)
      const [found] = await warehouse.query(
        `SELECT count() AS rows, uniqExact(event_id) AS ids, uniqExact(event_type) AS eventTypes,
          (SELECT sum(rows) FROM ${database}.page_events_by_minute) AS byMinute,
          (SELECT sum(rows) FROM ${database}.page_events_by_hour) AS byHour,
          toUnixTimestamp64Milli(min(ts)) AS firstMs, toUnixTimestamp64Milli(max(ts)) AS lastMs
         FROM ${database}.page_events`,
        contents,
      )
      if (found === undefined) throw new Error('a count has no answer')
      return { measured, found }
    },
  }
}
