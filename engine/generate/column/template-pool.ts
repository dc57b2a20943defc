// A template that few texts can come of, because the columns in it have few values: a pool of all of them, which is drawn, kept
// and sent as numbers.
import type { SeenColumn } from './compiled-column.ts'
import type { ColumnSampler, DrawnColumn } from './drawn-column.ts'
import { wholeRange } from './whole-range.ts'

const textCountMax = 4096

/** The values that a column can have, by their number from 0 on. */
interface Domain {
  readonly count: number
  /** Adds `factor` times the number of each slot's value to those of the slots `from … to - 1`. */
  readonly add: (codes: Uint32Array, factor: number, from: number, to: number) => void
  /** A column that has the value of such a number in each slot. */
  readonly stand: (numbers: Uint32Array) => DrawnColumn
}

interface Part {
  readonly name: string
  readonly column: SeenColumn
  readonly domain: Domain
  /** What the number of its value counts in the number of the text. */
  readonly factor: number
}

/**
 * `columns`: those in the template. `textsOf`: its texts, by slot, of columns that stand for these. Undefined when there are too
 * many, or their number is not known.
 */
export function templatePool(
  columns: ReadonlyMap<string, SeenColumn>,
  slotCountMax: number,
  textsOf: (columns: ReadonlyMap<string, SeenColumn>, slotCount: number) => string[],
): ColumnSampler | undefined {
  const parts: Part[] = []
  let count = 1
  for (const [name, column] of columns) {
    const domain = domainOf(column)
    if (domain === undefined) return undefined
    parts.push({ name, column, domain, factor: count })
    count *= domain.count
    if (count > textCountMax) return undefined
  }
  const stands = parts.map(({ name, column, domain, factor }): [string, SeenColumn] => {
    const numbers = Uint32Array.from({ length: count }, (_, code) => Math.floor(code / factor) % domain.count)
    return [name, { ...column, drawn: domain.stand(numbers), slots: undefined }]
  })
  const codes = new Uint32Array(slotCountMax)
  return {
    drawn: { layout: 'codes', codes, pool: { values: textsOf(new Map(stands), count) } },
    draw({ from, to }) {
      codes.fill(0, from, to)
      for (const { domain, factor } of parts) domain.add(codes, factor, from, to)
    },
  }
}

function domainOf({ definition, drawn, slots }: SeenColumn): Domain | undefined {
  if (drawn.layout === 'codes') {
    const { pool } = drawn
    return {
      count: pool.values.length,
      add: (codes, factor, from, to) => addNumbers(codes, drawn.codes, { slots, first: 0, factor }, from, to),
      stand: (numbers) => ({ layout: 'codes', codes: numbers, pool }),
    }
  }
  const range = wholeRange(definition)
  if (drawn.layout !== 'numbers' || range === undefined) return undefined
  const { min, max } = range
  return {
    count: max - min + 1,
    add: (codes, factor, from, to) => addNumbers(codes, drawn.values, { slots, first: min, factor }, from, to),
    stand: (numbers) => ({ ...drawn, values: Float64Array.from(numbers, (number) => min + number) }),
  }
}

interface Numbering {
  readonly slots: Uint32Array | undefined
  /** The value whose number is 0. */
  readonly first: number
  readonly factor: number
}

function addNumbers(
  codes: Uint32Array,
  values: Uint32Array | Float64Array,
  { slots, first, factor }: Numbering,
  from: number,
  to: number,
): void {
  for (let slot = from; slot < to; slot++) {
    const value = values[slots === undefined ? slot : (slots[slot] ?? 0)] ?? 0
    codes[slot] = (codes[slot] ?? 0) + (value - first) * factor
  }
}
