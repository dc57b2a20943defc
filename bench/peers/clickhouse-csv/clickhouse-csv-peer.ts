// `peer clickhouse csv`: ClickHouse itself loading CSV files that are there already, all at once, with nobody in between.
import { join } from 'node:path'
import type { Contender } from '../../end-to-end/contender.ts'
import { insertOnServer } from '../../limits/server-insert.ts'
import { csvShards } from './csv-shards.ts'

/** A million rows are 0.25 GB of CSV. */
const rowsMax = 4_000_000
const shardCount = 4

export function clickhouseCsvPeer(): Contender {
  let source: string | undefined
  return {
    id: 'peer clickhouse csv',
    kind: 'peer',
    title: `ClickHouse reads ${shardCount} CSV files that were made before (INSERT … SELECT … FROM file)`,
    async prepare(arena) {
      if (arena.config.CLICKHOUSE_URL !== undefined) return 'the server cannot read files of this machine'
      const rows = Math.min(arena.rows, rowsMax)
      source = await csvShards(arena, { folder: join(arena.scratch, 'csv'), shardCount, rows })
      return undefined
    },
    measure(arena) {
      if (source === undefined) throw new Error('peer clickhouse csv is measured before it is prepared')
      return insertOnServer(arena, `SELECT * FROM ${source}`, Math.min(arena.rows, rowsMax))
    },
  }
}
