// The values a pool column draws from, made once and encoded once: a row costs one look-up and one copy of bytes.
import { createHash } from 'node:crypto'
import { Faker, base, en } from '@faker-js/faker'
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import type { ColumnValue } from '@millrace/schemas/column/column-value.ts'
import type { PoolValues } from '@millrace/schemas/dataset/column-source.ts'
import { encodeValue } from '../../encode/rowbinary/encode-value.ts'

export interface ValuePool {
  readonly values: readonly ColumnValue[]
  /** RowBinary bytes of all values, one after the other. */
  readonly bytes: Uint8Array
  /** Where each value's bytes start. */
  readonly offsets: Uint32Array
  readonly lengths: Uint32Array
}

/** `name` decides what a pool that is made by faker holds. Throws for a value that the type cannot hold. */
export function valuePool(values: PoolValues, type: ColumnType, name: readonly string[]): ValuePool {
  const list = 'make' in values ? madeValues(values, name) : values
  const encoded = list.map((value) => encodeValue(value, type))
  const lengths = Uint32Array.from(encoded, (bytes) => bytes.byteLength)
  const offsets = new Uint32Array(list.length)
  let end = 0
  lengths.forEach((length, value) => {
    offsets[value] = end
    end += length
  })
  const bytes = new Uint8Array(end)
  encoded.forEach((value, i) => bytes.set(value, offsets[i]))
  return { values: list, bytes, offsets, lengths }
}

function madeValues({ count, make }: Extract<PoolValues, { count: number }>, name: readonly string[]): ColumnValue[] {
  const digest = createHash('sha256').update(JSON.stringify(name)).digest()
  const faker = new Faker({ locale: [en, base], seed: digest.readUInt32LE(0) })
  faker.setDefaultRefDate(0)
  return Array.from({ length: count }, (_, index) => make(faker, index))
}
