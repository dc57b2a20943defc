// Everything the API asks ClickHouse about the events of a dataset. A table that is not there yet has no events.
//
// Reads fail with WAREHOUSE_UNAVAILABLE (503), QUERY_LIMIT (504), InvalidCursorError (400), or the signal's reason.
import type { WarehouseReader } from '@millrace/engine/warehouse/warehouse-reader.ts'
import type { EventDataset } from '@millrace/schemas/dataset/dataset.ts'
import type { AnswerOf, QueryOf } from '@millrace/schemas/api/route.ts'
import type { overviewRoute, timeSeriesRoute, topRoute, typeBreakdownRoute } from '@millrace/schemas/api/routes.ts'
import type { Readable } from 'node:stream'
import { EventPages, type EventLines, type EventsQuery } from './event-pages.ts'
import { eventTable, type EventTable } from './event-table.ts'
import { readOverview, readOverviewCounts, type OverviewCounts } from './overview.ts'
import { readTableVersion } from './table-version.ts'
import { readTimeSeries } from './time-series.ts'
import { readTopValues } from './top-values.ts'
import { readTypeBreakdown } from './type-breakdown.ts'

export class EventQueries {
  readonly #reader: WarehouseReader
  readonly #table: EventTable
  readonly #pages: EventPages

  constructor(reader: WarehouseReader, dataset: EventDataset) {
    this.#reader = reader
    this.#table = eventTable(reader.database, dataset)
    this.#pages = new EventPages(reader, this.#table)
  }

  overview(nowMs: number, signal?: AbortSignal): Promise<AnswerOf<typeof overviewRoute>> {
    return readOverview(this.#reader, this.#table, nowMs, signal)
  }

  /** What of the overview is cheap to know. */
  overviewCounts(nowMs: number, signal?: AbortSignal): Promise<OverviewCounts> {
    return readOverviewCounts(this.#reader, this.#table, nowMs, signal)
  }

  timeSeries(query: QueryOf<typeof timeSeriesRoute>, signal?: AbortSignal): Promise<AnswerOf<typeof timeSeriesRoute>> {
    return readTimeSeries(this.#reader, this.#table, query, signal)
  }

  typeBreakdown(
    query: QueryOf<typeof typeBreakdownRoute>,
    signal?: AbortSignal,
  ): Promise<AnswerOf<typeof typeBreakdownRoute>> {
    return readTypeBreakdown(this.#reader, this.#table, query, signal)
  }

  top(query: QueryOf<typeof topRoute>, signal?: AbortSignal): Promise<AnswerOf<typeof topRoute>> {
    return readTopValues(this.#reader, this.#table, query, signal)
  }

  /** A page of events as lines of JSON, taken whole. */
  eventLines(query: EventsQuery, signal?: AbortSignal): Promise<EventLines<string>> {
    return this.#pages.lines(query, signal)
  }

  /** A page of events as a stream of lines of JSON, which must be read or destroyed. */
  eventStream(query: EventsQuery, signal?: AbortSignal): Promise<EventLines<Readable>> {
    return this.#pages.stream(query, signal)
  }

  /** See `readTableVersion`. */
  version(): Promise<string | undefined> {
    return readTableVersion(this.#reader, this.#table.dataset.name)
  }
}
