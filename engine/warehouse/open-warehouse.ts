// Opens the configured warehouse: the server at `CLICKHOUSE_URL`, or the embedded one, held by a lease.
import type { Config } from '../config/config.ts'
import { configError } from '../errors/millrace-error.ts'
import { awayNotice } from '../ingest/away-notice.ts'
import { retryWhileAway } from '../retry/retry-while-away.ts'
import { acquireClickHouse } from '../services/clickhouse/acquire-clickhouse.ts'
import { openCluster, type ClusterAccess } from './open-cluster.ts'
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
  const { CLICKHOUSE_URL: urls, CLICKHOUSE_CLUSTER: cluster } = config
  if (urls !== undefined) {
    const warehouse = await openServers(config, access, urls, notify)
    const hosts = urls.map((url) => new URL(url).host).join(', ')
    const description = cluster === undefined ? `ClickHouse at ${hosts}` : `ClickHouse cluster ${cluster} at ${hosts}`
    return { warehouse, description, close: () => warehouse.close() }
  }
  if (cluster !== undefined) {
    throw configError('CLICKHOUSE_CLUSTER', cluster, 'CLICKHOUSE_URL must name one server of each of its shards')
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

async function openServers(
  config: Config,
  access: ClusterAccess,
  urls: readonly string[],
  notify: (message: string) => void,
): Promise<Warehouse> {
  const { CLICKHOUSE_CLUSTER: cluster, RETRY_SECONDS: retrySecondsMax } = config
  if (cluster !== undefined) {
    const retry = { retrySecondsMax, onRetry: awayNotice({ notify, retrySecondsMax }) }
    return retryWhileAway(retry, () => openCluster(access, urls, cluster))
  }
  const [url = '', ...others] = urls
  if (others.length > 0) {
    throw configError(
      'CLICKHOUSE_URL',
      urls.map((each) => new URL(each).host).join(','),
      'these are several servers: set CLICKHOUSE_CLUSTER to what they call the cluster whose shards they are',
    )
  }
  return new Warehouse({ ...access, url: () => url })
}
