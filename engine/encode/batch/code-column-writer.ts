// Native data of a pool column, stream by stream.
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import type { DrawnColumn, RowSlots } from '../../generate/column/drawn-column.ts'
import { defaultValue } from '../native/default-value.ts'
import { writeDictionary } from '../native/write-low-cardinality-data.ts'
import type { ByteSink } from '../rowbinary/byte-sink.ts'
import type { ColumnLoops, PlacedChunks } from './column-loops.ts'
import type { ColumnWriter } from './column-writer.ts'
import { poolStreams, type PoolStream } from './pool-streams.ts'

/** Where `nulls` (by slot) has 1, the type's default value stands: NULL itself is written by others. */
export function codeColumnWriter(
  type: ColumnType,
  { codes, pool }: Extract<DrawnColumn, { layout: 'codes' }>,
  rowSlots: RowSlots,
  loops: ColumnLoops,
  nulls?: Uint8Array,
): ColumnWriter {
  const values = nulls === undefined ? pool.values : [...pool.values, defaultValue(type)]
  const streams = poolStreams(
    type,
    values.map((value) => [value]),
  ).map((stream) => ({ stream, chunks: loops.place(stream.chunks) }))
  return {
    write(sink, rowCount) {
      loops.takeCodes({ ...rowSlots, codes, nulls, nullCode: pool.values.length }, rowCount)
      for (const { stream, chunks } of streams) appendStream(sink, loops, stream, chunks, rowCount)
    },
  }
}

function appendStream(
  sink: ByteSink,
  loops: ColumnLoops,
  stream: PoolStream,
  chunks: PlacedChunks,
  rowCount: number,
): void {
  if (stream.of === 'indexes') {
    const { bytes, keyCount, indexes } = stream.dictionary
    const indexCount = loops.chunksBytes(chunks, rowCount) / indexes.BYTES_PER_ELEMENT
    writeDictionary(sink, bytes, keyCount, indexes.BYTES_PER_ELEMENT, indexCount)
  }
  loops.appendChunks(sink, chunks, rowCount, stream.of === 'lengths')
}
