// Reads ClickHouse for those who only may read: nothing can be changed, no read outlives its reader or costs more than its
// limits. A database or table that is not there yet reads as empty.
import { addAbortSignal, pipeline, Readable } from 'node:stream'
import type { ClickHouseClient, ClickHouseSettings } from '@clickhouse/client'
import { z } from 'zod'
import { ClickHouseConnection, type ServerAccess } from './clickhouse-connection.ts'
import { isTableAbsent, readFailure } from './read-failure.ts'
import type { ReadLimits } from './read-limits.ts'
import { WholeLines } from './whole-lines.ts'

const connectionsMax = 16
const streamConnectionsMax = 64
const answerMarginMs = 5_000
const streamIdleMsMax = 60_000

const readSettings: ClickHouseSettings = {
  readonly: '1',
  cancel_http_readonly_queries_on_client_close: 1,
  date_time_output_format: 'iso',
  output_format_json_quote_64bit_integers: 0,
  output_format_json_escape_forward_slashes: 0,
  output_format_json_validate_utf8: 1,
}

/**
 * For rows in the order of the table's key up to a LIMIT: read ahead in large blocks, a thousand rows of ten million cost the
 * reading of millions (ClickHouse 26.7).
 */
const inOrderSettings: ClickHouseSettings = { read_in_order_use_buffering: 0, max_block_size: '1024' }

/** All reads fail with WAREHOUSE_UNAVAILABLE, QUERY_LIMIT, or with the signal's reason once it is aborted. */
export class WarehouseReader {
  readonly database: string
  readonly #limits: ReadLimits
  readonly #connection: ClickHouseConnection
  /** Apart from the others: a hundred slow readers must not keep a short answer waiting. */
  readonly #streams: ClickHouseConnection

  constructor(options: ServerAccess & { readonly database: string }, limits: ReadLimits) {
    this.database = options.database
    this.#limits = limits
    const requestTimeoutMs = limits.executionSecondsMax * 1000 + answerMarginMs
    this.#connection = new ClickHouseConnection(options, { connectionsMax, requestTimeoutMs })
    this.#streams = new ClickHouseConnection(options, {
      connectionsMax: streamConnectionsMax,
      requestTimeoutMs: streamIdleMsMax,
    })
  }

  /** Rows of an aggregating SELECT, each checked. */
  async query<Row>(
    sql: string,
    row: z.ZodType<Row>,
    params: Record<string, unknown> = {},
    signal?: AbortSignal,
  ): Promise<Row[]> {
    const { readRowsMax, resultRowsMax } = this.#limits
    const settings = { max_rows_to_read: String(readRowsMax), max_result_rows: String(resultRowsMax) }
    const lines = await this.#whole(sql, params, settings, signal)
    return lines
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => row.parse(JSON.parse(line)))
  }

  /** Rows as lines of JSON, taken whole: for SELECTs that are limited to a few thousand rows. */
  async lines(sql: string, params: Record<string, unknown>, signal?: AbortSignal): Promise<string> {
    return this.#whole(sql, params, inOrderSettings, signal)
  }

  /**
   * Rows as lines of JSON, in chunks of whole lines, read from ClickHouse only as fast as they are taken. Destroying the
   * stream (or aborting the signal) stops the query on the server. A failure in the middle destroys the stream with it.
   */
  async lineStream(sql: string, params: Record<string, unknown>, signal?: AbortSignal): Promise<Readable> {
    const settings = { read_in_order_use_buffering: 0, max_execution_time: this.#limits.streamSecondsMax } as const
    const source = await this.#send(this.#streams.client(), sql, params, settings, signal)
    if (source === undefined) return Readable.from([], { objectMode: false })
    const lines = new WholeLines('cannot stream rows')
    pipeline(source, lines, () => undefined) // whoever reads the lines hears of it from them
    if (signal !== undefined) addAbortSignal(signal, lines)
    return lines
  }

  async close(): Promise<void> {
    await this.#connection.close()
    await this.#streams.close()
  }

  async #whole(
    sql: string,
    params: Record<string, unknown>,
    settings: ClickHouseSettings,
    signal: AbortSignal | undefined,
  ): Promise<string> {
    // Nothing is sent before the query has ended, so a failure always comes as one, and the signal is heeded until then.
    const buffered = { ...settings, wait_end_of_query: 1 } as const
    const source = await this.#send(this.#connection.client(), sql, params, buffered, signal)
    if (source === undefined) return ''
    try {
      return Buffer.concat(z.array(z.instanceof(Buffer)).parse(await source.toArray())).toString()
    } catch (error) {
      throw readFailure(error, 'cannot read')
    }
  }

  async #send(
    client: ClickHouseClient,
    sql: string,
    params: Record<string, unknown>,
    settings: ClickHouseSettings,
    signal: AbortSignal | undefined,
  ): Promise<Readable | undefined> {
    signal?.throwIfAborted()
    try {
      const { stream } = await client.exec({
        query: `${sql} FORMAT JSONEachRow`,
        query_params: params,
        clickhouse_settings: {
          ...readSettings,
          max_execution_time: this.#limits.executionSecondsMax,
          max_memory_usage: String(this.#limits.memoryBytesMax),
          ...settings,
        },
        ...(signal === undefined ? {} : { abort_signal: signal }),
      })
      return stream
    } catch (error) {
      signal?.throwIfAborted()
      if (isTableAbsent(error)) return undefined
      throw readFailure(error, 'cannot read')
    }
  }
}
