import { testClickHouse } from '@millrace/engine/testing/test-clickhouse.ts'
import { seededDatabase } from '@millrace/engine/testing/seeded-database.ts'
import { defaultReadLimits } from '@millrace/engine/warehouse/read-limits.ts'
import { expect, test } from 'vitest'
import { readTableVersion } from './table-version.ts'

const { url } = await testClickHouse()

test('changes with every insert and every row that goes, and only then', async () => {
  const { warehouse, blocks } = await seededDatabase(url, 3_000, 1_000)
  const reader = warehouse.reader(defaultReadLimits)
  const version = (): Promise<string | undefined> => readTableVersion(reader, 'page_events')
  expect(await version()).toBeUndefined()
  const seen = new Set<string | undefined>()
  for (const block of blocks) {
    await warehouse.insertBlock(block)
    seen.add(await version())
    await warehouse.insertBlock(block)
  }
  expect(seen.size).toBe(3)
  await warehouse.command(`OPTIMIZE TABLE ${warehouse.database}.page_events FINAL`)
  const merged = await version()
  expect(await version()).toBe(merged)
  await warehouse.command(`DELETE FROM ${warehouse.database}.page_events WHERE event_type = 'click'`)
  expect(await version()).not.toBe(merged)
  await reader.close()
  await warehouse.close()
})
