// Events page by page: each page goes on just after the last event of the one before it, whatever has arrived meanwhile.
import type { WarehouseReader } from '@millrace/engine/warehouse/warehouse-reader.ts'
import type { QueryOf } from '@millrace/schemas/api/route.ts'
import type { eventsPageRoute, eventStreamRoute } from '@millrace/schemas/api/routes.ts'
import type { Readable } from 'node:stream'
import { decodeCursor, encodeCursor } from './cursor.ts'
import { eventKeyOf } from './event-key-of.ts'
import { eventSelect, type EventRequest } from './event-select.ts'
import type { EventTable } from './event-table.ts'
import { filtersOf } from './filter-conditions.ts'
import { QueryParams } from './query-params.ts'
import { TableIdentity } from './table-identity.ts'

export type EventsQuery = QueryOf<typeof eventsPageRoute> | QueryOf<typeof eventStreamRoute>

export interface EventLines<Body extends string | Readable> {
  /** Lines of JSON, each with its end. */
  readonly body: Body
  /** Null when there are no more events yet. */
  readonly nextCursor: string | null
}

/** All of it throws `InvalidCursorError` for a cursor that was not given out for the same request, and what reads fail with. */
export class EventPages {
  readonly #reader: WarehouseReader
  readonly #table: EventTable
  readonly #identity: TableIdentity

  constructor(reader: WarehouseReader, table: EventTable) {
    this.#reader = reader
    this.#table = table
    this.#identity = new TableIdentity(reader, table.dataset.name)
  }

  /** Lines taken whole: right for as many as fit in memory many times over. */
  async lines(query: EventsQuery, signal?: AbortSignal): Promise<EventLines<string>> {
    const { request, cursorAt } = await this.#opened(query)
    const lines = await this.#read(request, { columns: this.#columns, limit: query.limit + 1 }, signal)
    const end = nthLineEnd(lines, query.limit)
    if (end === undefined || end === lines.length) return { body: lines, nextCursor: null }
    const body = lines.slice(0, end)
    return { body, nextCursor: cursorAt(body.slice(body.lastIndexOf('\n', body.length - 2) + 1)) }
  }

  /**
   * Lines as a stream, which must be read or destroyed. It costs a second, small query for its end. Events that arrive
   * inside the page while it is read may come on top of its limit.
   */
  async stream(query: EventsQuery, signal?: AbortSignal): Promise<EventLines<Readable>> {
    const { request, cursorAt } = await this.#opened(query)
    const { time, id } = this.#table.dataset.roles
    const [last, next] = (
      await this.#read(request, { columns: [time, id], limit: 2, offset: query.limit - 1 }, signal)
    ).split('\n')
    const hasMore = last !== undefined && next !== undefined && next !== ''
    const slice = hasMore ? { until: eventKeyOf(this.#table.dataset, last) } : { limit: query.limit }
    const params = new QueryParams()
    const sql = eventSelect(this.#table, request, { columns: this.#columns, ...slice }, params)
    const body = await this.#reader.lineStream(sql, params.values, signal)
    return { body, nextCursor: hasMore ? cursorAt(last) : null }
  }

  async #opened(query: EventsQuery): Promise<{ request: EventRequest; cursorAt: (line: string) => string }> {
    const uuid = await this.#identity.uuid()
    const { from: fromMs, to: toMs, order } = query
    const filters = filtersOf(query)
    const scope = [order, fromMs ?? null, toMs ?? null, filters]
    const after = query.cursor === undefined ? undefined : decodeCursor(query.cursor, scope, uuid)
    return {
      request: { fromMs, toMs, order, filters, after },
      cursorAt: (line) => encodeCursor(eventKeyOf(this.#table.dataset, line), scope, uuid ?? ''),
    }
  }

  #read(request: EventRequest, slice: Parameters<typeof eventSelect>[2], signal?: AbortSignal): Promise<string> {
    const params = new QueryParams()
    const sql = eventSelect(this.#table, request, slice, params)
    return this.#reader.lines(sql, params.values, signal)
  }

  get #columns(): string[] {
    return this.#table.dataset.columns.map(({ name }) => name)
  }
}

/** Where the nth line ends, after its line end; undefined when there are fewer. */
function nthLineEnd(text: string, lineCount: number): number | undefined {
  let end = 0
  for (let line = 0; line < lineCount; line++) {
    end = text.indexOf('\n', end) + 1
    if (end === 0) return undefined
  }
  return end
}
