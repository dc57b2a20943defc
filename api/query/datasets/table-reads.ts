// What the API counts of a table of which only its columns are known: straight from its rows, for it has no rollups.
import type { AnyOverview } from '@millrace/schemas/api/answers/overview.ts'
import type { TimeSeries } from '@millrace/schemas/api/answers/time-series.ts'
import type { DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import { qualifiedName } from '@millrace/schemas/ddl/identifier.ts'
import type { WarehouseReader } from '@millrace/engine/warehouse/warehouse-reader.ts'
import { z } from 'zod'
import { bucketsOf, type SeriesQuery } from '../buckets-of.ts'
import { InvalidParameterError } from '../invalid-parameter-error.ts'
import { QueryParams } from '../query-params.ts'
import type { DatasetReads } from './dataset-reads.ts'
import { timeColumnConditions, timeColumnSlot } from './time-column-sql.ts'
import { timeColumnOf, type TimeColumn } from './time-column.ts'

const hourMs = 3_600_000
const totalRow = z.strictObject({ total: z.number(), lastHour: z.number().nullable() })
const slotRow = z.strictObject({ slot: z.number(), n: z.number() })

export class TableReads implements DatasetReads {
  readonly #reader: WarehouseReader
  readonly #name: string
  readonly #table: string
  readonly #time: TimeColumn | undefined

  constructor(reader: WarehouseReader, dataset: DatasetDefinition) {
    this.#reader = reader
    this.#name = dataset.name
    this.#table = qualifiedName(reader.database, dataset.name)
    this.#time = timeColumnOf(dataset)
  }

  /** The last hour is (nowMs − 1 h, nowMs]. */
  async overview(nowMs: number): Promise<AnyOverview> {
    const params = new QueryParams()
    const [found] = await this.#reader.query(
      `SELECT (SELECT count() FROM ${this.#table}) AS total, ${this.#lastHourSql(nowMs, params)} AS lastHour`,
      totalRow,
      params.values,
    )
    return { total_events: found?.total ?? 0, unique_users: null, events_last_hour: found?.lastHour ?? null }
  }

  /** Throws `InvalidParameterError` when the table has no times. */
  async timeSeries(query: SeriesQuery): Promise<TimeSeries> {
    const time = this.#time
    if (time === undefined) {
      throw new InvalidParameterError('dataset', `${this.#name} has no column of times (Date, DateTime) to count by`)
    }
    const params = new QueryParams()
    const slot = timeColumnSlot(time, query.interval, params)
    const conditions = timeColumnConditions(time, { fromMs: query.from, toMs: query.to }, params)
    const rows = await this.#reader.query(
      `SELECT assumeNotNull(${slot}) AS slot, count() AS n FROM ${this.#table} WHERE ${conditions.join(' AND ')} GROUP BY slot`,
      slotRow,
      params.values,
    )
    return bucketsOf(query, rows)
  }

  typeBreakdown(): Promise<Record<string, number>> {
    const rule = `${this.#name} has no column that its rows are told apart by`
    return Promise.reject(new InvalidParameterError('dataset', rule))
  }

  #lastHourSql(nowMs: number, params: QueryParams): string {
    if (this.#time === undefined || this.#time.isDays) return 'NULL'
    const range = { fromMs: nowMs + 1 - hourMs, toMs: nowMs + 1 }
    const conditions = timeColumnConditions(this.#time, range, params)
    return `(SELECT count() FROM ${this.#table} WHERE ${conditions.join(' AND ')})`
  }
}
