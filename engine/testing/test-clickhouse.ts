// The test run's shared ClickHouse, let go when the test file is done.
import { afterAll, inject } from 'vitest'
import { acquireClickHouse } from '../services/clickhouse/acquire-clickhouse.ts'
import type { ClickHouseEndpoint } from '../services/service.ts'

/** Call it in `beforeAll` or at the top of a test file (`const clickHouse = await testClickHouse()`), not in a test. */
export async function testClickHouse(): Promise<ClickHouseEndpoint> {
  const lease = await acquireClickHouse({ dataDir: inject('dataDir') })
  afterAll(() => lease.release())
  return lease.endpoint
}
