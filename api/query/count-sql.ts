// SQL that counts rows over the pieces of a range, in one SELECT however many sources they come from.
import { filterConditions, where, type ColumnFilter } from './filter-conditions.ts'
import type { EventTable } from './event-table.ts'
import type { QueryParams } from './query-params.ts'
import type { Piece } from './range-pieces.ts'

export interface CountRequest {
  readonly pieces: readonly Piece[]
  readonly filters: readonly ColumnFilter[]
  /** Counts by `slot`: the number of the interval since 1970. Pieces of a rollup must fit into the intervals. */
  readonly intervalSeconds?: number
  /** Counts by `category`. */
  readonly byCategory?: boolean
}

/** A SELECT of `n`, and of `slot` and `category` when they are asked for. There must be at least one piece. */
export function countSql(table: EventTable, request: CountRequest, params: QueryParams): string {
  const keys = [
    ...(request.intervalSeconds === undefined ? [] : ['slot']),
    ...(request.byCategory === true ? ['category'] : []),
  ]
  const grouped = keys.length === 0 ? '' : `GROUP BY ${keys.join(', ')}`
  const parts = request.pieces.map((piece) => {
    const selected = [
      ...keyColumns(table, piece, request, params),
      piece.source === 'raw' ? 'count() AS n' : 'sum(rows) AS n',
    ]
    const conditions = [
      ...timeConditions(piece.source === 'raw' ? table.time : 'bucket', piece, params),
      ...filterConditions(table.dataset, request.filters, params),
    ]
    return `SELECT ${selected.join(', ')} FROM ${table.names[piece.source]} ${where(conditions)} ${grouped}`
  })
  return `SELECT ${[...keys, 'sum(n) AS n'].join(', ')} FROM (${parts.join('\nUNION ALL\n')}) ${grouped}`
}

function keyColumns(
  table: EventTable,
  { source }: Piece,
  { intervalSeconds, byCategory }: CountRequest,
  params: QueryParams,
): string[] {
  const timeMs = source === 'raw' ? table.timeMs : 'toInt64(toUnixTimestamp(bucket)) * 1000'
  return [
    ...(intervalSeconds === undefined
      ? []
      : [`intDiv(${timeMs}, ${params.bind('Int64', intervalSeconds * 1000)}) AS slot`]),
    ...(byCategory === true ? [`toString(${table.category}) AS category`] : []),
  ]
}

/** Conditions that keep a time in [fromMs, toMs). */
export function timeConditions(
  time: string,
  { fromMs, toMs }: Pick<Piece, 'fromMs' | 'toMs'>,
  params: QueryParams,
): string[] {
  return [
    ...(fromMs === undefined ? [] : [`${time} >= ${params.bindTime(fromMs)}`]),
    ...(toMs === undefined ? [] : [`${time} < ${params.bindTime(toMs)}`]),
  ]
}
