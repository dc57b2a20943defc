// Writes whole blocks of ClickHouse's Native format from values. A body may hold any number of them, one after the other.
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import type { ColumnValue } from '@millrace/schemas/column/column-value.ts'
import type { ByteSink } from '../rowbinary/byte-sink.ts'
import { writeBlockHead, writeColumnHead } from './write-block-head.ts'
import { writeNativeColumn } from './write-native-column.ts'

export interface NativeColumn {
  readonly name: string
  readonly type: ColumnType
  /** One for each row of the block. */
  readonly values: readonly ColumnValue[]
}

/**
 * Appends one block; nothing if it has no rows, since the server takes an empty block only with all columns in the table's
 * order. Throws `RangeError` when the columns differ in length, `ColumnValueError` when a type cannot hold a value.
 */
export function writeNativeBlock(sink: ByteSink, columns: readonly NativeColumn[]): void {
  const rowCount = columns[0]?.values.length ?? 0
  const other = columns.find(({ values }) => values.length !== rowCount)
  if (other !== undefined)
    throw new RangeError(`column ${other.name} has ${other.values.length} rows, the first ${rowCount}`)
  if (rowCount === 0) return
  writeBlockHead(sink, columns.length, rowCount)
  for (const { name, type, values } of columns) {
    writeColumnHead(sink, name, type)
    writeNativeColumn(sink, values, type)
  }
}
