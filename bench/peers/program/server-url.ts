// The HTTP address of the ClickHouse that a configuration means, for programs that are not Millrace.
import type { Config } from '@millrace/engine/config/config.ts'
import { acquireClickHouse } from '@millrace/engine/services/clickhouse/acquire-clickhouse.ts'

/** An embedded server must be held by the caller: it is not kept alive here. */
export async function serverUrl(config: Pick<Config, 'CLICKHOUSE_URL' | 'DATA_DIR'>): Promise<string> {
  const [given] = config.CLICKHOUSE_URL ?? []
  if (given !== undefined) return given
  const lease = await acquireClickHouse({ dataDir: config.DATA_DIR })
  try {
    return lease.endpoint.url
  } finally {
    await lease.release()
  }
}
