// Adds up what the generator makes, batch by batch, without encoding a byte.
import { crc32 } from 'node:zlib'
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import type { ColumnDefinition, DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import { BatchGenerator, type BatchColumn } from '../generate/batch-generator.ts'
import type { DrawnColumn } from '../generate/column/drawn-column.ts'
import type { ValuePool } from '../generate/pool/value-pool.ts'
import type { Run } from '../plan/run.ts'
import { ActorBitmap, type ActorPages } from './actor-bitmap.ts'
import { columnTotal } from './column-totals.ts'
import { poolNumbers } from './pool-numbers.ts'
import { uuidFingerprint } from './uuid-fingerprint.ts'

export interface Totals {
  rows: number
  /** Rows of each category. */
  categories: Map<string, number>
  /** Sum, bytes or fingerprint of each column that has one. */
  columns: Map<string, bigint>
  actors: ActorPages
}

const wordValues = 2 ** 32

export class BatchTotals {
  readonly #dataset: DatasetDefinition
  readonly #generator: BatchGenerator
  /** What the values of each column's pool count. */
  readonly #poolNumbers = new Map<ValuePool, readonly bigint[]>()

  constructor(dataset: DatasetDefinition, run: Run) {
    this.#dataset = dataset
    this.#generator = new BatchGenerator(dataset, run)
  }

  /** Totals of the batches from `fromBatch` up to and without `toBatch`. */
  add(fromBatch: number, toBatch: number): Totals {
    const categories = new Map<string, number>()
    const columns = new Map<string, bigint>()
    const actors = new ActorBitmap()
    let rows = 0
    for (let batch = fromBatch; batch < toBatch; batch++) {
      const rowCount = this.#generator.generate(batch)
      rows += rowCount
      this.#dataset.columns.forEach((definition, i) => {
        const column = this.#generator.columns[i]
        if (column === undefined) return
        const total = totalOf(definition, column, rowCount, (pool) => this.#numbersOf(pool, definition))
        if (total !== undefined) columns.set(definition.name, (columns.get(definition.name) ?? 0n) + total)
        const { roles } = this.#dataset
        if (definition.name === roles?.category) countValues(column, rowCount, categories)
        if (definition.name === roles?.actor) addActors(column, rowCount, actors)
      })
    }
    return { rows, categories, columns, actors: actors.pages }
  }

  #numbersOf(pool: ValuePool, { name, type }: ColumnDefinition): readonly bigint[] {
    const known = this.#poolNumbers.get(pool)
    if (known !== undefined) return known
    const numbers = poolNumbers(pool.values, type, columnTotal(name, type).kind)
    this.#poolNumbers.set(pool, numbers)
    return numbers
  }
}

function totalOf(
  { name, type }: ColumnDefinition,
  { drawn, slots }: BatchColumn,
  rowCount: number,
  numbersOf: (pool: ValuePool) => readonly bigint[],
): bigint | undefined {
  const { kind } = columnTotal(name, type)
  const of = drawn.layout === 'nullable' ? drawn.of : drawn
  const nulls = drawn.layout === 'nullable' ? drawn.nulls : undefined
  switch (of.layout) {
    case 'numbers':
      return kind === 'bits' ? sumBits(of, type, nulls, slots, rowCount) : sumNumbers(of, nulls, slots, rowCount)
    case 'uuid':
      return sumFingerprints(of.words, nulls, slots, rowCount)
    case 'codes':
      return sumPool(of, numbersOf(of.pool), nulls, slots, rowCount)
    case 'texts':
      return sumChecksums(of, nulls, slots, rowCount)
    case 'nullable':
      return undefined
  }
}

function sumNumbers(
  { values, factor }: Extract<DrawnColumn, { layout: 'numbers' }>,
  nulls: Uint8Array | undefined,
  slots: Uint32Array,
  rowCount: number,
): bigint {
  let highSum = 0
  let lowSum = 0 // below 2⁵³ for up to two million rows
  for (let row = 0; row < rowCount; row++) {
    const slot = slots[row] ?? 0
    if (nulls?.[slot] === 1) continue
    const value = values[slot] ?? 0
    const high = Math.floor(value / wordValues)
    highSum += high
    lowSum += value - high * wordValues
  }
  return (BigInt(highSum) * BigInt(wordValues) + BigInt(lowSum)) * BigInt(factor)
}

function sumChecksums(
  { texts }: Extract<DrawnColumn, { layout: 'texts' }>,
  nulls: Uint8Array | undefined,
  slots: Uint32Array,
  rowCount: number,
): bigint {
  let sum = 0
  for (let row = 0; row < rowCount; row++) {
    const slot = slots[row] ?? 0
    if (nulls?.[slot] !== 1) sum += crc32(texts.textOf(slot))
  }
  return BigInt(sum)
}

/** `numbers`: what each value of the pool counts. */
function sumPool(
  { codes, pool }: Extract<DrawnColumn, { layout: 'codes' }>,
  numbers: readonly bigint[],
  nulls: Uint8Array | undefined,
  slots: Uint32Array,
  rowCount: number,
): bigint {
  const counts = new Uint32Array(pool.values.length)
  for (let row = 0; row < rowCount; row++) {
    const slot = slots[row] ?? 0
    const code = codes[slot] ?? 0
    if (nulls?.[slot] !== 1) counts[code] = (counts[code] ?? 0) + 1
  }
  let sum = 0n
  counts.forEach((count, code) => {
    if (count > 0) sum += BigInt(count) * (numbers[code] ?? 0n)
  })
  return sum
}

function sumBits(
  { values }: Extract<DrawnColumn, { layout: 'numbers' }>,
  type: ColumnType,
  nulls: Uint8Array | undefined,
  slots: Uint32Array,
  rowCount: number,
): bigint {
  const isSingle = (type.kind === 'Nullable' ? type.inner : type).kind === 'Float32'
  const words = new Uint32Array((isSingle ? Float32Array.from(values) : values).buffer)
  let highSum = 0
  let lowSum = 0
  for (let row = 0; row < rowCount; row++) {
    const slot = slots[row] ?? 0
    if (nulls?.[slot] === 1) continue
    lowSum += words[isSingle ? slot : 2 * slot] ?? 0
    if (!isSingle) highSum += words[2 * slot + 1] ?? 0
  }
  return BigInt(highSum) * BigInt(wordValues) + BigInt(lowSum)
}

function sumFingerprints(
  words: Uint32Array,
  nulls: Uint8Array | undefined,
  slots: Uint32Array,
  rowCount: number,
): bigint {
  let sum = 0
  for (let row = 0; row < rowCount; row++) {
    const slot = slots[row] ?? 0
    if (nulls?.[slot] !== 1) sum += uuidFingerprint(words, slot * 4)
  }
  return BigInt(sum)
}

function countValues({ drawn, slots }: BatchColumn, rowCount: number, counts: Map<string, number>): void {
  if (drawn.layout !== 'codes') throw new RangeError('the category of a dataset must come from a pool')
  const byCode = new Float64Array(drawn.pool.values.length)
  for (let row = 0; row < rowCount; row++) {
    const code = drawn.codes[slots[row] ?? 0] ?? 0
    byCode[code] = (byCode[code] ?? 0) + 1
  }
  drawn.pool.values.forEach((value, code) => {
    const count = byCode[code] ?? 0
    if (typeof value !== 'string') throw new RangeError('the categories of a dataset must be texts')
    if (count > 0) counts.set(value, (counts.get(value) ?? 0) + count)
  })
}

function addActors({ drawn, slots }: BatchColumn, rowCount: number, actors: ActorBitmap): void {
  if (drawn.layout !== 'numbers') throw new RangeError('the actor of a dataset must be a number')
  for (let row = 0; row < rowCount; row++) actors.add(drawn.values[slots[row] ?? 0] ?? 0)
}
