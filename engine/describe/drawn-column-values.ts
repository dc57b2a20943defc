// A drawn column's values as a description looks at them: each as text, and as a number where it is one.
import { bareType } from '@millrace/schemas/column/bare-type.ts'
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import type { BatchColumn } from '../generate/batch-generator.ts'
import { drawnValues } from '../preview/drawn-values.ts'
import { shownText } from '../preview/shown-value.ts'
import { measureKind } from '../profile/measure/column-kind.ts'

export interface DescribedValues {
  /** Undefined: NULL. */
  readonly texts: readonly (string | undefined)[]
  /** As if every row had been drawn by itself: rows of a session have one value together. */
  readonly drawnCount: number
}

export function describedValues(type: ColumnType, column: BatchColumn, rowCount: number): DescribedValues {
  const texts = drawnValues(type, column, rowCount).map((value) =>
    value === null ? undefined : shownText(value, type),
  )
  const rowsOfSlot = new Map<number, number>()
  for (const slot of column.slots.subarray(0, rowCount)) rowsOfSlot.set(slot, (rowsOfSlot.get(slot) ?? 0) + 1)
  let squares = 0
  for (const rows of rowsOfSlot.values()) squares += rows * rows
  return { texts, drawnCount: rowCount ** 2 / squares }
}

/** Of a time, Unix milliseconds; undefined of what is no number. */
export function numberOfText(text: string, type: ColumnType): number | undefined {
  switch (measureKind(type)) {
    case 'number':
      return Number(text)
    case 'time':
      return Date.parse(bareType(type).kind.startsWith('DateTime') ? `${text.replace(' ', 'T')}Z` : text)
    default:
      return undefined
  }
}
