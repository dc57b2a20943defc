// Encodes a generated batch as RowBinary.
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import type { DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import type { BatchColumn } from '../../generate/batch-generator.ts'
import type { DrawnColumn } from '../../generate/column/drawn-column.ts'
import { writeValue } from '../rowbinary/write-value.ts'
import { codeRowWriter } from './code-row-writer.ts'
import { nullableRowWriter } from './nullable-row-writer.ts'
import { numberRowWriter } from './number-row-writer.ts'
import { RowEncoder } from './row-encoder.ts'
import type { RowWriter } from './row-writer.ts'
import { rowWriters } from './row-writers.ts'
import { textRowWriter } from './text-row-writer.ts'
import { uuidRowWriter } from './uuid-row-writer.ts'

export class RowBinaryEncoder extends RowEncoder {
  /** `columns`: those of the generator whose batches will be encoded. */
  constructor(dataset: DatasetDefinition, columns: readonly BatchColumn[]) {
    super(
      rowWriters(dataset, columns, (type, { drawn, slots }, bytesAfterMin) =>
        rowWriter(type, drawn, slots, bytesAfterMin),
      ),
    )
  }
}

function rowWriter(type: ColumnType, drawn: DrawnColumn, slots: Uint32Array, bytesAfterMin: number): RowWriter {
  switch (drawn.layout) {
    case 'codes':
      return codeRowWriter((sink, value) => writeValue(sink, value, type), drawn, slots, bytesAfterMin)
    case 'numbers':
      return numberRowWriter(type, drawn, slots)
    case 'uuid':
      return uuidRowWriter(drawn, slots)
    case 'texts':
      return textRowWriter(drawn, slots)
    case 'nullable': {
      const inner = type.kind === 'Nullable' ? type.inner : type
      return nullableRowWriter(drawn, rowWriter(inner, drawn.of, slots, bytesAfterMin), slots)
    }
  }
}
