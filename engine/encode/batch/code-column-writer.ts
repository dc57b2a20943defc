// Native data of a pool column, stream by stream.
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import type { DrawnColumn, RowSlots } from '../../generate/column/drawn-column.ts'
import { defaultValue } from '../native/default-value.ts'
import { writeDictionary } from '../native/write-low-cardinality-data.ts'
import type { ByteSink } from '../rowbinary/byte-sink.ts'
import type { ColumnWriter } from './column-writer.ts'
import { appendChunks, chunksBytes } from './pool-chunks.ts'
import { poolStreams, type PoolStream } from './pool-streams.ts'

/**
 * `rowCodes`: room for one code a row, not kept between calls. Where `nulls` (by slot) has 1, the type's default value
 * stands: NULL itself is written by others.
 */
export function codeColumnWriter(
  type: ColumnType,
  { codes, pool }: Extract<DrawnColumn, { layout: 'codes' }>,
  { slots, slotPer }: RowSlots,
  rowCodes: Uint32Array,
  nulls?: Uint8Array,
): ColumnWriter {
  const values = nulls === undefined ? pool.values : [...pool.values, defaultValue(type)]
  const streams = poolStreams(
    type,
    values.map((value) => [value]),
  )
  return {
    write(sink, rowCount) {
      const areCodesOfRows = slotPer === 'row' && nulls === undefined
      if (nulls !== undefined) gatherNullable(codes, slots, rowCodes, rowCount, nulls, pool.values.length)
      else if (!areCodesOfRows) gather(codes, slots, rowCodes, rowCount)
      for (const stream of streams) appendStream(sink, stream, areCodesOfRows ? codes : rowCodes, rowCount)
    },
  }
}

// Functions of their own: V8 keeps arguments in registers over the loop, but not what a closure holds.
function gather(codes: Uint32Array, slots: Uint32Array, rowCodes: Uint32Array, rowCount: number): void {
  for (let row = 0; row < rowCount; row++) rowCodes[row] = codes[slots[row] ?? 0] ?? 0
}

function gatherNullable(
  codes: Uint32Array,
  slots: Uint32Array,
  rowCodes: Uint32Array,
  rowCount: number,
  nulls: Uint8Array,
  nullCode: number,
): void {
  for (let row = 0; row < rowCount; row++) {
    const slot = slots[row] ?? 0
    rowCodes[row] = nulls[slot] === 1 ? nullCode : (codes[slot] ?? 0)
  }
}

function appendStream(sink: ByteSink, stream: PoolStream, codes: Uint32Array, rowCount: number): void {
  const { of, chunks } = stream
  if (of === 'indexes') {
    const { bytes, keyCount, indexes } = stream.dictionary
    const indexCount = chunksBytes(chunks, codes, rowCount) / indexes.BYTES_PER_ELEMENT
    writeDictionary(sink, bytes, keyCount, indexes.BYTES_PER_ELEMENT, indexCount)
  }
  const from = sink.usedBytes
  appendChunks(sink, chunks, codes, rowCount)
  if (of === 'lengths') sumUp(sink, from)
}

/** Turns how long each array is into where it ends. */
function sumUp({ view, usedBytes }: ByteSink, from: number): void {
  let end = 0
  for (let offset = from; offset < usedBytes; offset += 8) {
    end += view.getUint32(offset, true)
    view.setUint32(offset, end, true)
    view.setUint32(offset + 4, Math.floor(end / 2 ** 32), true)
  }
}
