// The values of a pool in a loop's memory: what each puts into a row, and a record of it with all that writing it looks at, so
// that a core fetches one line of memory for it.
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import type { ValuePool } from '../../generate/pool/value-pool.ts'
import { copiedBytesMin } from '../../wasm/copy-bytes.ts'
import { chunksOf, type Chunks } from '../batch/chunks.ts'
import { writeValue } from '../rowbinary/write-value.ts'
import type { RowLoopSource } from './row-loop-source.ts'

/** Of a record's fields, in bytes: where the value was last written, how long it is, where its bytes are, the number before it. */
const field = { position: 0, length: 4, value: 8, high: 16 } as const
const wordBytes = 4

export interface PoolRecords extends Chunks {
  /** A record is 2 to this power bytes long. */
  readonly bits: number
  /** The address of each field of the first record. */
  readonly address: Readonly<Record<keyof typeof field, number>>
}

/** `hasHigh`: whether a number's high bytes are kept with each value. */
export function poolRecords(loop: RowLoopSource, type: ColumnType, pool: ValuePool, hasHigh: boolean): PoolRecords {
  const chunks = chunksOf(pool.values.length, (sink, value) => writeValue(sink, pool.values[value] ?? null, type))
  const { bytes, starts, lengths } = chunks
  const bits = hasHigh ? 5 : 4
  const values = loop.layout.constant(bytes)
  loop.layout.place(copiedBytesMin) // a copy of the last value reads on
  const words = new Uint32Array((lengths.length << bits) / wordBytes)
  for (const [i, length] of lengths.entries()) {
    const record = i << bits
    words[(record + field.length) / wordBytes] = length
    words[(record + field.value) / wordBytes] = values + (starts[i] ?? 0)
  }
  const first = loop.layout.constant(new Uint8Array(words.buffer))
  loop.keepsPositions({ address: first + field.position, count: lengths.length, strideBytes: 1 << bits })
  const address = {
    position: first + field.position,
    length: first + field.length,
    value: first + field.value,
    high: first + field.high,
  }
  return { ...chunks, bits, address }
}
