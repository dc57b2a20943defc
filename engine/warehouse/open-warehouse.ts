// Opens the configured warehouse: the server at `CLICKHOUSE_URL`, or the embedded one, held by a lease.
import type { Config } from '../config/config.ts'
import { acquireClickHouse } from '../services/clickhouse/acquire-clickhouse.ts'
import { Warehouse } from './warehouse.ts'

export interface OpenedWarehouse {
  readonly warehouse: Warehouse
  /** What it is and where, for people. */
  readonly description: string
  close(): Promise<void>
}

export async function openWarehouse(config: Config, notify: (message: string) => void): Promise<OpenedWarehouse> {
  const access = {
    user: config.CLICKHOUSE_USER,
    password: config.CLICKHOUSE_PASSWORD,
    database: config.CLICKHOUSE_DATABASE,
  }
  const { CLICKHOUSE_URL: url } = config
  if (url !== undefined) {
    const warehouse = new Warehouse({ ...access, url: () => url })
    return { warehouse, description: `ClickHouse at ${new URL(url).host}`, close: () => warehouse.close() }
  }
  const lease = await acquireClickHouse({ dataDir: config.DATA_DIR, onStarting: notify })
  lease.onRestart(() => notify('embedded ClickHouse was started again'))
  const warehouse = new Warehouse({ database: config.CLICKHOUSE_DATABASE, url: () => lease.endpoint.url })
  return {
    warehouse,
    description: `embedded ClickHouse ${lease.endpoint.version} at ${lease.endpoint.url}`,
    async close() {
      await warehouse.close()
      await lease.release()
    },
  }
}
