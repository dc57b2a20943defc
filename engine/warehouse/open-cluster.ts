// Opens a warehouse of several shards: asks each server which shard it is of, so that a batch has one owner in whatever order the
// servers are named.
import { z } from 'zod'
import { configError, type MillraceError } from '../errors/millrace-error.ts'
import { Warehouse, type WarehouseOptions } from './warehouse.ts'

export type ClusterAccess = Pick<WarehouseOptions, 'user' | 'password' | 'database'>

interface ShardServer {
  readonly url: string
  /** From 1. */
  readonly shard: number
  readonly isReplicated: boolean
}

const clusterRow = z.object({ shard_num: z.number(), is_local: z.number() })

/** Throws `CONFIG` when the servers are not one of each shard, `WAREHOUSE_UNAVAILABLE` when one does not answer. */
export async function openCluster(
  access: ClusterAccess,
  urls: readonly string[],
  clusterName: string,
): Promise<Warehouse> {
  const servers: ShardServer[] = []
  for (const url of urls) servers.push(await askServer(access, url, clusterName, urls.length))
  servers.sort((a, b) => a.shard - b.shard)
  servers.reduce((before, server) => {
    if (before.shard !== server.shard) return server
    const both = `${hostOf(before.url)} and ${hostOf(server.url)} are both of shard ${server.shard}`
    throw configError('CLICKHOUSE_URL', urls.map(hostOf).join(','), `${both} of ${clusterName}: name one of each shard`)
  })
  const isReplicated = servers.some((server) => server.isReplicated)
  const cluster = { name: clusterName, isReplicated }
  const [first, ...others] = servers.map(({ url }) => ({ ...access, cluster, url: () => url }))
  if (first === undefined) throw new Error('a cluster has one server at least')
  return new Warehouse({ ...first, otherShards: others.map((options) => new Warehouse(options)) })
}

async function askServer(
  access: ClusterAccess,
  url: string,
  cluster: string,
  serverCount: number,
): Promise<ShardServer> {
  const server = new Warehouse({ ...access, url: () => url })
  try {
    const rows = await server.query(
      'SELECT shard_num, is_local FROM system.clusters WHERE cluster = {cluster:String}',
      clusterRow,
      { cluster },
    )
    const shardCount = new Set(rows.map(({ shard_num: shard }) => shard)).size
    if (shardCount === 0) throw unknownCluster(cluster, url, await clusterNames(server))
    if (shardCount !== serverCount) throw otherShardCount(cluster, shardCount, serverCount)
    const own = rows.find(({ is_local: isLocal }) => isLocal === 1)
    if (own === undefined) throw notOfCluster(cluster, url)
    const isReplicated = await hasKeeper(server)
    if (rows.length > shardCount && !isReplicated) throw noKeeper(cluster, url)
    return { url, shard: own.shard_num, isReplicated }
  } finally {
    await server.close()
  }
}

async function clusterNames(server: Warehouse): Promise<string[]> {
  const rows = await server.query('SELECT DISTINCT cluster FROM system.clusters', z.object({ cluster: z.string() }))
  return rows.map(({ cluster }) => cluster)
}

/** The table is there when the server is told of a Keeper, or a ZooKeeper. */
async function hasKeeper(server: Warehouse): Promise<boolean> {
  const rows = await server.query(
    "SELECT name FROM system.tables WHERE database = 'system' AND name = 'zookeeper'",
    z.object({ name: z.string() }),
  )
  return rows.length > 0
}

function unknownCluster(cluster: string, url: string, known: readonly string[]): MillraceError {
  const knows = known.length === 0 ? 'knows no cluster' : `knows ${known.join(', ')}`
  return configError('CLICKHOUSE_CLUSTER', cluster, `the server at ${hostOf(url)} ${knows}: see its remote_servers`)
}

function otherShardCount(cluster: string, shardCount: number, serverCount: number): MillraceError {
  const rule = `it has ${shardCount} shards and CLICKHOUSE_URL names ${serverCount}: name one server of each shard, with commas`
  return configError('CLICKHOUSE_CLUSTER', cluster, rule)
}

function notOfCluster(cluster: string, url: string): MillraceError {
  const rule = `the server at ${hostOf(url)} does not find itself in it: see the hosts and ports of its remote_servers`
  return configError('CLICKHOUSE_CLUSTER', cluster, rule)
}

function noKeeper(cluster: string, url: string): MillraceError {
  const rule = `its shards have several replicas, and the server at ${hostOf(url)} has no Keeper that would keep them equal`
  return configError('CLICKHOUSE_CLUSTER', cluster, rule)
}

function hostOf(url: string): string {
  return new URL(url).host
}
