// Two embedded ClickHouse servers, each with a DATA_DIR of its own, that know each other as the shards of a cluster, `two`, and as
// the replicas of a shard, `replicas`.
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { acquireClickHouse } from '../services/clickhouse/acquire-clickhouse.ts'
import { freePort } from '../services/process/free-port.ts'
import type { ClickHouseEndpoint, ServiceLease } from '../services/service.ts'

const clusterName = 'two'

export interface TwoShards {
  /** In the order of the shards' numbers. */
  readonly leases: readonly ServiceLease<ClickHouseEndpoint>[]
  readonly urls: readonly string[]
  /** A folder for whoever uses them. */
  readonly root: string
  /** Of a command that uses the cluster, with a DATA_DIR of its own by the name. */
  environment(dataDirName: string): Record<string, string>
  close(): Promise<void>
}

export async function openTwoShards(): Promise<TwoShards> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'millrace-shards-')))
  const ports: number[] = []
  while (ports.length < 4) ports.push(await freePort(ports))
  const [firstHttp = 0, secondHttp = 0, ...tcpPorts] = ports
  const leases: ServiceLease<ClickHouseEndpoint>[] = []
  for (const [index, httpPort] of [firstHttp, secondHttp].entries()) {
    const dataDir = join(root, `shard-${index + 1}`)
    const settings = join(dataDir, 'clickhouse/config.d')
    await mkdir(settings, { recursive: true })
    await writeFile(join(settings, 'cluster.xml'), clusterConfig(tcpPorts))
    leases.push(await acquireClickHouse({ dataDir, httpPort, tcpPort: tcpPorts[index] ?? 0 }))
  }
  const urls = leases.map((lease) => lease.endpoint.url)
  return {
    leases,
    urls,
    root,
    environment: (name) => ({
      CLICKHOUSE_URL: urls.join(','),
      CLICKHOUSE_CLUSTER: clusterName,
      DATA_DIR: join(root, name),
      STAGING: 'spool',
    }),
    async close() {
      for (const lease of leases) await lease.release()
      await rm(root, { recursive: true, force: true, maxRetries: 50, retryDelay: 200 })
    },
  }
}

function clusterConfig(tcpPorts: readonly number[]): string {
  const replicas = tcpPorts.map((port) => `<replica><host>127.0.0.1</host><port>${port}</port></replica>`)
  const shards = replicas.map((replica) => `<shard>${replica}</shard>`).join('')
  const oneShard = `<replicas><shard>${replicas.join('')}</shard></replicas>`
  return `<clickhouse><remote_servers><${clusterName}>${shards}</${clusterName}>${oneShard}</remote_servers></clickhouse>\n`
}
