// What stands around column data in a block of ClickHouse's Native format.
// As `INSERT … FORMAT Native` over HTTP reads it: no protocol version is agreed upon (revision 0), so there are neither
// block fields in front nor a byte for the kind of serialization after a column's type.
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import { typeName } from '@millrace/schemas/column/type-name.ts'
import { type ByteSink, writeText, writeVarint } from '../rowbinary/byte-sink.ts'

/** Stands before the columns of a block. */
export function writeBlockHead(sink: ByteSink, columnCount: number, rowCount: number): void {
  writeVarint(sink, columnCount)
  writeVarint(sink, rowCount)
}

/** Stands before a column's state prefix and data. */
export function writeColumnHead(sink: ByteSink, name: string, type: ColumnType): void {
  writeText(sink, name)
  // Revision 0 has no time zone in this place; ClickHouse's own writer leaves it out too.
  writeText(sink, type.kind === 'DateTime' ? 'DateTime' : typeName(type))
}
