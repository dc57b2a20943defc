// Encodes a generated batch as CSV that ClickHouse and every reader of RFC 4180 take: commas, LF after every row, quotes
// only where they are needed, `\N` for NULL, times in UTC. Arrays, tuples and maps are written as ClickHouse writes them.
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import type { DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import type { BatchColumn } from '../../generate/batch-generator.ts'
import type { DrawnColumn } from '../../generate/column/drawn-column.ts'
import { codeRowWriter } from '../batch/code-row-writer.ts'
import { RowEncoder } from '../batch/row-encoder.ts'
import type { RowWriter } from '../batch/row-writer.ts'
import { rowWriters } from '../batch/row-writers.ts'
import { writeByte, writeBytes } from '../rowbinary/byte-sink.ts'
import { csvField } from './csv-field.ts'
import { csvValue } from './csv-value.ts'
import { nullableTextWriter } from './nullable-text-writer.ts'
import { numberText } from './number-text.ts'
import { numberTextWriter } from './number-text-writer.ts'
import { textTextWriter } from './text-text-writer.ts'
import { uuidTextWriter } from './uuid-text-writer.ts'

const comma = 0x2c
const newline = 0x0a

export class CsvEncoder extends RowEncoder {
  /** `columns`: those of the generator whose batches will be encoded. */
  constructor(dataset: DatasetDefinition, columns: readonly BatchColumn[]) {
    super(
      rowWriters(dataset, columns, (type, { drawn, slots }, bytesAfterMin, isLast) =>
        textWriter(type, drawn, { slots, bytesAfterMin, endByte: isLast ? newline : comma }),
      ),
    )
  }
}

/** The names of the columns, as the first line of a file. */
export function csvHeader({ columns }: DatasetDefinition): Uint8Array {
  return Buffer.from(`${columns.map(({ name }) => csvField(name)).join(',')}\n`)
}

interface Place {
  readonly slots: Uint32Array
  readonly bytesAfterMin: number
  /** What stands behind the value. */
  readonly endByte: number
}

function textWriter(type: ColumnType, drawn: DrawnColumn, place: Place): RowWriter {
  const { slots, bytesAfterMin, endByte } = place
  switch (drawn.layout) {
    case 'codes':
      return codeRowWriter(
        (sink, value) => {
          writeBytes(sink, csvValue(value, type))
          writeByte(sink, endByte)
        },
        drawn,
        slots,
        bytesAfterMin,
      )
    case 'numbers':
      return numberTextWriter(numberText(type), drawn, slots, endByte)
    case 'uuid':
      return uuidTextWriter(drawn, slots, endByte)
    case 'texts':
      return textTextWriter(drawn, slots, endByte)
    case 'nullable': {
      const inner = type.kind === 'Nullable' ? type.inner : type
      return nullableTextWriter(drawn, textWriter(inner, drawn.of, place), slots, endByte)
    }
  }
}
