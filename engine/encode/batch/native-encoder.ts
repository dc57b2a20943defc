// Encodes a generated batch as one block of ClickHouse's Native format, which makes one block on the server and so one
// unit of deduplication. Its own buffer grows to the largest batch and is used again.
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import type { DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import type { BatchColumn } from '../../generate/batch-generator.ts'
import type { DrawnColumn, RowSlots } from '../../generate/column/drawn-column.ts'
import { writeBlockHead, writeColumnHead } from '../native/write-block-head.ts'
import { writeStatePrefix } from '../native/write-state-prefix.ts'
import { byteSinkOver, createByteSink } from '../rowbinary/byte-sink.ts'
import { codeColumnWriter } from './code-column-writer.ts'
import { ColumnLoops } from './column-loops.ts'
import type { ColumnWriter } from './column-writer.ts'
import { nullableColumnWriter } from './nullable-column-writer.ts'
import { numberColumnWriter } from './number-column-writer.ts'
import { packedRowCountMin, packedType } from './packed-type.ts'
import { textColumnWriter } from './text-column-writer.ts'
import { uuidColumnWriter } from './uuid-column-writer.ts'

interface NamedWriter {
  readonly name: string
  readonly asIs: TypedWriter
  /** With strings in dictionaries, for blocks of `rowCountMin` rows or more. */
  readonly packed?: TypedWriter & { readonly rowCountMin: number }
}

interface TypedWriter {
  readonly type: ColumnType
  readonly writer: ColumnWriter
}

export class NativeEncoder {
  readonly #columns: readonly NamedWriter[]
  readonly #loops: ColumnLoops
  readonly #sink = createByteSink()

  /** `columns`: those of the generator whose batches will be encoded. */
  constructor(dataset: DatasetDefinition, columns: readonly BatchColumn[]) {
    this.#loops = new ColumnLoops(Math.max(0, ...columns.map(({ slots }) => slots.length)))
    this.#columns = dataset.columns.flatMap(({ name, type }, i) => {
      const column = columns[i]
      return column === undefined ? [] : [{ name, ...writersOf(type, column, this.#loops) }]
    })
  }

  /**
   * The first `rowCount` rows; no bytes for none. They are valid until the next batch is encoded, or, with `memory`, the
   * caller's for good: they are in that memory, or in new memory if they need more.
   */
  encode(rowCount: number, memory?: SharedArrayBuffer): Uint8Array {
    const sink = memory === undefined ? this.#sink : byteSinkOver(memory)
    sink.usedBytes = 0
    if (rowCount > 0) {
      this.#loops.start()
      writeBlockHead(sink, this.#columns.length, rowCount)
      for (const { name, asIs, packed } of this.#columns) {
        const { type, writer } = packed !== undefined && rowCount >= packed.rowCountMin ? packed : asIs
        writeColumnHead(sink, name, type)
        writeStatePrefix(sink, type)
        writer.write(sink, rowCount)
      }
    }
    return sink.bytes.subarray(0, sink.usedBytes)
  }
}

function writersOf(
  type: ColumnType,
  { drawn, ...rowSlots }: BatchColumn,
  loops: ColumnLoops,
): Omit<NamedWriter, 'name'> {
  const writerOf = (as: ColumnType): TypedWriter => ({ type: as, writer: columnWriter(as, drawn, rowSlots, loops) })
  const asIs = writerOf(type)
  const packed = packedType(type)
  if (drawn.layout !== 'codes' || packed === type) return { asIs }
  return { asIs, packed: { ...writerOf(packed), rowCountMin: packedRowCountMin(drawn.pool.values.length) } }
}

function columnWriter(type: ColumnType, drawn: DrawnColumn, rowSlots: RowSlots, loops: ColumnLoops): ColumnWriter {
  switch (drawn.layout) {
    case 'codes':
      return codeColumnWriter(type, drawn, rowSlots, loops)
    case 'numbers':
      return numberColumnWriter(type, drawn, rowSlots)
    case 'uuid':
      return uuidColumnWriter(drawn, rowSlots, loops)
    case 'texts':
      return textColumnWriter(drawn, rowSlots)
    case 'nullable':
      return nullableColumnWriter(type.kind === 'Nullable' ? type.inner : type, drawn, rowSlots, loops, (inner, of) =>
        columnWriter(inner, of, rowSlots, loops),
      )
  }
}
