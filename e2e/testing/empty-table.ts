// Where a test finds a database of its own, without a row in it, and seeds that the API sees at once.
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { inject } from 'vitest'

/** Settings for `testApi` and for the command line: they share a DATA_DIR, so that the API sees what runs. */
export function emptyTable(clickHouseUrl: string): Record<string, string> {
  const database = `test_${randomUUID().replaceAll('-', '')}`
  return {
    DATA_DIR: join(inject('dataDir'), `dashboard-${database}`),
    CLICKHOUSE_URL: clickHouseUrl,
    CLICKHOUSE_DATABASE: database,
  }
}
