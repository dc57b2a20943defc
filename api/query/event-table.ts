// A dataset's table and rollups as SQL names them; every name comes from the dataset's definition and is quoted.
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import { quoteName } from '@millrace/schemas/column/quote-string.ts'
import { columnNamed, type EventDataset } from '@millrace/schemas/dataset/dataset.ts'
import { qualifiedName } from '@millrace/schemas/ddl/identifier.ts'
import { rollupsOf } from '@millrace/schemas/ddl/rollup-ddl.ts'
import { epochMsSql } from './epoch-ms.ts'

export interface EventTable {
  readonly dataset: EventDataset
  readonly names: {
    readonly raw: string
    readonly minute: string
    readonly hour: string
    readonly actorsByDay: string
  }
  readonly time: string
  readonly category: string
  readonly id: string
  /** The row's time as an integer of epoch milliseconds. */
  readonly timeMs: string
}

/** Throws `RangeError` when the times are finer than a millisecond: a cursor would step over rows. */
export function eventTable(database: string, dataset: EventDataset): EventTable {
  const { minute, hour, actorsByDay } = rollupsOf(dataset)
  const time = quoteName(dataset.roles.time)
  return {
    dataset,
    names: {
      raw: qualifiedName(database, dataset.name),
      minute: qualifiedName(database, minute.table),
      hour: qualifiedName(database, hour.table),
      actorsByDay: qualifiedName(database, actorsByDay.table),
    },
    time,
    category: quoteName(dataset.roles.category),
    id: quoteName(dataset.roles.id),
    timeMs: epochMs(time, columnNamed(dataset, dataset.roles.time).type),
  }
}

function epochMs(time: string, type: ColumnType): string {
  if (type.kind === 'DateTime' || (type.kind === 'DateTime64' && type.precision === 3))
    return epochMsSql(time, type.kind)
  throw new RangeError(`times must be DateTime or DateTime64(3) to be read by their milliseconds, not ${type.kind}`)
}
