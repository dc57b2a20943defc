// The column by whose times the rows of any table are counted: the one that is said to be the time of the row, the first that is
// generated as that, or else the first that holds times at all.
import { bareType } from '@millrace/schemas/column/bare-type.ts'
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import { quoteName } from '@millrace/schemas/column/quote-string.ts'
import type { ColumnSource } from '@millrace/schemas/dataset/column-source.ts'
import type { DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import { isTimeKind, type TimeKind } from '../epoch-ms.ts'

export interface TimeColumn {
  readonly name: string
  readonly kind: TimeKind
  /** As SQL names it. */
  readonly sql: string
  /** Whether it knows days alone. */
  readonly isDays: boolean
}

export function timeColumnOf({ columns, roles }: DatasetDefinition): TimeColumn | undefined {
  const times = columns.flatMap(({ name, type, source }) => {
    const kind = timeKindOf(type)
    return kind === undefined ? [] : [{ name, kind, source }]
  })
  const chosen =
    times.find(({ name }) => name === roles?.time) ??
    times.find(({ source }) => source.from === 'time') ??
    times.find(({ source }) => isRowTime(source)) ??
    times[0]
  if (chosen === undefined) return undefined
  const { name, kind } = chosen
  return { name, kind, sql: quoteName(name), isDays: kind === 'Date' || kind === 'Date32' }
}

function timeKindOf(type: ColumnType): TimeKind | undefined {
  const { kind } = bareType(type)
  return isTimeKind(kind) ? kind : undefined
}

function isRowTime(source: ColumnSource): boolean {
  return source.from === 'time' || (source.from === 'nullable' && isRowTime(source.of))
}
