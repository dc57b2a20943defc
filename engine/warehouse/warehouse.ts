// ClickHouse over HTTP, embedded or any other: statements, typed reads, and the insert that changes nothing when repeated.
import { Readable } from 'node:stream'
import { ClickHouseError, type ClickHouseClient, type ExecParams } from '@clickhouse/client'
import { storedName, type Cluster } from '@millrace/schemas/ddl/cluster-ddl.ts'
import { qualifiedName } from '@millrace/schemas/ddl/identifier.ts'
import { z } from 'zod'
import type { Block, BlockHeader } from '../block/block.ts'
import { MillraceError } from '../errors/millrace-error.ts'
import { assertDone, assertFromClickHouse } from './clickhouse-answer.ts'
import { ClickHouseConnection, type ServerAccess } from './clickhouse-connection.ts'
import { clickHouseFailure } from './clickhouse-failure.ts'
import type { ReadLimits } from './read-limits.ts'
import { WarehouseReader } from './warehouse-reader.ts'

export interface WarehouseOptions extends ServerAccess {
  readonly database: string
  readonly cluster?: Cluster | undefined
  /** Ways to the second shard and those after it, of the same database and cluster. */
  readonly otherShards?: readonly Warehouse[]
}

type InsertParams = ExecParams & { readonly values: Readable }

const connectionsMax = 16
const requestTimeoutMs = 300_000
const formatNames = { rowbinary: 'RowBinary', native: 'Native' } as const

/** A header a minute while a query runs: over a billion rows, it may say nothing for longer than a socket may be silent. */
export const signsOfLife = { send_progress_in_http_headers: 1, http_headers_progress_interval_ms: '60000' } as const

/** Each insert is one block on the server, written when it is acknowledged, and known by its token. */
export function insertSettings(token: string) {
  return {
    async_insert: 0,
    insert_deduplicate: 1,
    insert_deduplication_token: token,
    deduplicate_blocks_in_dependent_materialized_views: 1,
  } as const
}

/**
 * One array, sent when all of it is there: an answer that is cut is none then. Of rows that are a line each, those that did
 * not come are not missed, and the client drops a line that has no end.
 */
const wholeAnswer = {
  ...signsOfLife,
  output_format_json_array_of_rows: 1,
  output_format_json_quote_64bit_integers: 0,
  wait_end_of_query: 1,
} as const

/** On a cluster, statements, queries and rows go to its first shard, and a block to the shard that owns it. */
export class Warehouse {
  readonly database: string
  readonly cluster: Cluster | undefined
  /** Itself first. */
  readonly shards: readonly Warehouse[]
  readonly #options: WarehouseOptions
  readonly #connection: ClickHouseConnection
  #hadAccess = false

  constructor(options: WarehouseOptions) {
    this.#options = options
    this.#connection = new ClickHouseConnection(options, { connectionsMax, requestTimeoutMs })
    this.database = options.database
    this.cluster = options.cluster
    this.shards = [this, ...(options.otherShards ?? [])]
  }

  get shardCount(): number {
    return this.shards.length
  }

  /** The table in which the rows of a dataset or rollup lie, on each shard. */
  storedName(table: string): string {
    return storedName(table, this.cluster)
  }

  /** A way to the same database that can only read, on connections of its own. */
  reader(limits: ReadLimits): WarehouseReader {
    return new WarehouseReader(this.#options, limits)
  }

  /** Runs a statement that answers nothing. */
  async command(query: string, params: Record<string, unknown> = {}): Promise<void> {
    await this.#do(`cannot run ${firstWords(query)}`, (client) => run(client, { query, query_params: params }))
  }

  /** Runs a statement that makes, changes or drops a table, wherever it has to be run to be true of all shards. */
  async define(statement: string): Promise<void> {
    const servers = this.cluster?.isReplicated === true ? [this] : this.shards
    for (const server of servers) await server.command(statement)
  }

  /** Rows of a SELECT, each checked. */
  async query<Row>(query: string, row: z.ZodType<Row>, params: Record<string, unknown> = {}): Promise<Row[]> {
    return this.#do(`cannot run ${firstWords(query)}`, async (client) => {
      const result = await client.query({
        query,
        format: 'JSONEachRow',
        query_params: params,
        clickhouse_settings: wholeAnswer,
      })
      const text = await result.text()
      assertFromClickHouse(result.response_headers)
      return z.array(row).parse(JSON.parse(text))
    })
  }

  /**
   * The answer to a user's query as text, in whichever format it asks for, TabSeparated unless it does. Throws
   * `WAREHOUSE_REJECTED` with the server's words when the query is wrong.
   */
  async text(query: string): Promise<string> {
    return this.#do('the query failed', async (client) => {
      try {
        const result = await client.exec({
          query,
          clickhouse_settings: { ...signsOfLife, default_format: 'TabSeparated' },
        })
        return (await result.stream.toArray()).map(String).join('')
      } catch (error) {
        if (!(error instanceof ClickHouseError)) throw error
        throw new MillraceError('WAREHOUSE_REJECTED', error.message, { cause: error })
      }
    })
  }

  /** Inserts objects into a table; with a token, a repeated insert changes nothing. */
  async insertRows(table: string, rows: readonly object[], token?: string): Promise<void> {
    const lines = rows.map((row) => `${JSON.stringify(row)}\n`).join('')
    await this.#do(`cannot insert into ${table}`, (client) =>
      run(client, {
        query: `INSERT INTO ${qualifiedName(this.database, table)} FORMAT JSONEachRow`,
        values: Readable.from([lines], { objectMode: false }),
        clickhouse_settings: token === undefined ? { async_insert: 0, insert_deduplicate: 0 } : insertSettings(token),
      }),
    )
  }

  /** Inserts a block's bytes as they are, exactly once however often it is called. Resolves when they are in. */
  async insertBlock(block: Block): Promise<void> {
    const { batch, dataset } = block.header
    const owner = this.shards[batch % this.shards.length] ?? this
    await owner.insertBlockInto(this.storedName(dataset), block)
  }

  /** The same, into another table, on this server. */
  async insertBlockInto(tableName: string, { header, frame }: Block): Promise<void> {
    const table = qualifiedName(this.database, tableName)
    await this.#do(`cannot insert batch ${header.batch} of ${header.dataset}`, async (client) => {
      const writtenRows = await run(client, {
        query: `INSERT INTO ${table} FORMAT ${formatNames[header.format]}`,
        values: Readable.from([frame], { objectMode: false }),
        http_headers: {
          'Content-Length': String(frame.byteLength), // so that the server can tell a body that is cut from a wrong one
          ...(header.encoding === 'none' ? {} : { 'Content-Encoding': header.encoding }),
        },
        clickhouse_settings: insertSettings(header.token),
      })
      assertWhole(header, writtenRows)
    })
  }

  /** For requests that are no other's: `request` has the client, and what it fails with becomes one of the known kinds. */
  async use<Result>(doing: string, request: (client: ClickHouseClient) => Promise<Result>): Promise<Result> {
    return this.#do(doing, request)
  }

  async close(): Promise<void> {
    await this.#connection.close()
    for (const shard of this.shards.slice(1)) await shard.close()
  }

  async #do<Result>(doing: string, request: (client: ClickHouseClient) => Promise<Result>): Promise<Result> {
    try {
      const result = await request(this.#connection.client())
      this.#hadAccess = true
      return result
    } catch (error) {
      throw clickHouseFailure(error, doing, this.#hadAccess)
    }
  }
}

/** Of what answers nothing: resolves with how many rows the server says it has written, when it is done. */
export async function run(client: ClickHouseClient, params: ExecParams | InsertParams): Promise<string | undefined> {
  const { stream, summary, response_headers } = await client.exec(params)
  const body = (await stream.toArray()).map(String).join('') // the socket is free once that is read
  assertDone(response_headers, body)
  return summary?.written_rows
}

/**
 * A frame that is cut short can be taken without an error. Rows written by materialized views count too. Of some rows that
 * are in, the others cannot come any more: the token stands for them already.
 */
function assertWhole({ dataset, batch, rowCount }: BlockHeader, writtenRows: string | undefined): void {
  if (writtenRows === undefined || Number(writtenRows) >= rowCount) return
  throw new MillraceError(
    Number(writtenRows) === 0 ? 'WAREHOUSE_REJECTED' : 'CORRUPT_RECORD',
    `batch ${batch} of ${dataset} has ${rowCount} rows, but ClickHouse found only ${writtenRows} in it`,
  )
}

function firstWords(query: string): string {
  return query.trim().split(/\s+/).slice(0, 4).join(' ')
}
