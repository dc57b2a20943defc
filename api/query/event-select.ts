// The SELECT of a page of events: in the order of the table's key, from just after one event, to another one at most.
import { columnNamed } from '@millrace/schemas/dataset/dataset.ts'
import { quoteName } from '@millrace/schemas/column/quote-string.ts'
import { typeName } from '@millrace/schemas/column/type-name.ts'
import { timeConditions } from './count-sql.ts'
import type { EventKey } from './cursor.ts'
import type { EventTable } from './event-table.ts'
import { filterConditions, where, type ColumnFilter } from './filter-conditions.ts'
import type { QueryParams } from './query-params.ts'
import type { TimeRange } from './range-pieces.ts'

export interface EventRequest extends TimeRange {
  readonly filters: readonly ColumnFilter[]
  readonly order: 'asc' | 'desc'
  /** Only events that come after this one, in the given order. */
  readonly after?: EventKey | undefined
}

export interface EventSlice {
  readonly columns: readonly string[]
  readonly limit?: number
  readonly offset?: number
  /** Only events up to this one, itself included. */
  readonly until?: EventKey
}

export function eventSelect(table: EventTable, request: EventRequest, slice: EventSlice, params: QueryParams): string {
  const { filters, order, after } = request
  const { columns, limit, offset = 0, until } = slice
  const [later, earlier] = order === 'asc' ? ['>', '<'] : ['<', '>']
  const conditions = [
    ...timeConditions(table.time, request, params),
    ...(after === undefined ? [] : keyConditions(table, later, '', after, params)),
    ...(until === undefined ? [] : keyConditions(table, earlier, '=', until, params)),
    ...filterConditions(table.dataset, filters, params),
  ]
  const direction = order === 'asc' ? 'ASC' : 'DESC'
  return [
    `SELECT ${columns.map(quoteName).join(', ')} FROM ${table.names.raw} ${where(conditions)}`,
    `ORDER BY ${table.time} ${direction}, ${table.id} ${direction}`,
    ...(limit === undefined ? [] : [limitClause(params.bind('UInt64', offset), params.bind('UInt64', limit))]),
  ].join(' ')
}

/**
 * There are no ties, as ids are unique. But a LIMIT without the words is also handed to the sorting, which then, for limits
 * from 1500 to the size of a block, filters every further block empty and so never ends before the table does (26.7).
 */
function limitClause(offset: string, limit: string): string {
  return `LIMIT ${offset}, ${limit} WITH TIES`
}

/** The primary key is the time alone, and is not found in a comparison of tuples: so the time is compared by itself too. */
function keyConditions(
  table: EventTable,
  side: string,
  orEqual: '' | '=',
  { timeMs, id }: EventKey,
  params: QueryParams,
): string[] {
  const time = params.bindTime(timeMs)
  const idType = typeName(columnNamed(table.dataset, table.dataset.roles.id).type)
  return [
    `${table.time} ${side}= ${time}`,
    `(${table.time}, ${table.id}) ${side}${orEqual} (${time}, ${params.bind(idType, id)})`,
  ]
}
