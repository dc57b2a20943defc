// Values by what another column of the row has.
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import type { ColumnValue } from '@millrace/schemas/column/column-value.ts'
import { hotLoopRows } from '../../machine/hot-loop.ts'
import { CaseSorter } from './case-sorter.ts'
import { withoutNull, type SeenColumn } from './compiled-column.ts'
import type { ColumnSampler, DrawnColumn } from './drawn-column.ts'

export interface Branch {
  readonly sampler: ColumnSampler
  /** It looks at nothing of a row but its time, and so need not be drawn for rows that it does not hold for. */
  readonly isOfAnyRow: boolean
  readonly looksAtTime: boolean
}

export interface Case extends Branch {
  readonly values: readonly ColumnValue[]
}

type Codes = Extract<DrawnColumn, { layout: 'codes' }>

/** Throws `RangeError` when the other column is no pool, never has a value, or the cases are neither all numbers nor all pools. */
export function caseSampler(
  seen: SeenColumn,
  cases: readonly Case[],
  otherwise: Branch,
  type: ColumnType,
  slotCountMax: number,
): ColumnSampler {
  const branches = [...cases, otherwise]
  const sorter = new CaseSorter(poolOf(seen).codes, seen.slots, casesByCode(seen, cases), branches.length)
  const drawn = branches.map(({ sampler }) => sampler.drawn)
  const { column, takes } = drawn.every((each) => each.layout === 'codes')
    ? poolsAsOne(drawn, slotCountMax)
    : numbersAsOne(drawn, type, slotCountMax)
  const timesMs = new Float64Array(hotLoopRows)
  return {
    drawn: column,
    draw(context) {
      const slotsByCase = sorter.sort(context)
      branches.forEach(({ sampler, isOfAnyRow, looksAtTime }, number) => {
        const slots = slotsByCase[number]
        if (slots === undefined || slots.length === 0) return
        if (isOfAnyRow) {
          if (looksAtTime) take(context.timesMs, slots, timesMs, ownSlots)
          sampler.draw({ ...context, from: 0, to: slots.length, timesMs })
        } else {
          sampler.draw(context)
        }
        takes[number]?.(isOfAnyRow ? ownSlots : slots, slots)
      })
    },
  }
}

/** Gives `slots` what stands at as many slots `from` of a branch. */
type Take = (from: Uint32Array, slots: Uint32Array) => void

interface TakenColumn {
  readonly column: DrawnColumn
  /** By branch. */
  readonly takes: readonly Take[]
}

/** 0, 1, 2 … */
const ownSlots = Uint32Array.from({ length: hotLoopRows }, (_, slot) => slot)

/** The pools of all branches as one. */
function poolsAsOne(drawn: readonly Codes[], slotCountMax: number): TakenColumn {
  const codes = new Uint32Array(slotCountMax)
  let valueCount = 0
  const takes = drawn.map(({ codes: ofBranch, pool }): Take => {
    const codeOf = Uint32Array.from(pool.values, () => valueCount++)
    return (from, slots) => takeOf(ofBranch, from, codeOf, codes, slots)
  })
  return { column: { layout: 'codes', codes, pool: { values: drawn.flatMap(({ pool }) => pool.values) } }, takes }
}

function numbersAsOne(drawn: readonly DrawnColumn[], type: ColumnType, slotCountMax: number): TakenColumn {
  const values = new Float64Array(slotCountMax)
  const factor = drawn.find((column) => column.layout === 'numbers')?.factor ?? 1
  const takes = drawn.map((branch): Take => {
    if (branch.layout === 'numbers') return (from, slots) => take(branch.values, from, values, slots)
    if (branch.layout === 'codes' && branch.pool.values.every(isNumber)) {
      const scale = 'scale' in type ? 10 ** type.scale : 1
      const numberOf = Float64Array.from(branch.pool.values, (value) => Math.round(value * scale))
      return (from, slots) => takeOf(branch.codes, from, numberOf, values, slots)
    }
    throw new RangeError('its cases must all be numbers, or all be values to choose from')
  })
  return { column: { layout: 'numbers', values, factor }, takes }
}

function isNumber(value: ColumnValue): value is number {
  return typeof value === 'number'
}

function casesByCode(seen: SeenColumn, cases: readonly Case[]): Uint32Array {
  const { values } = poolOf(seen).pool
  const chosen = new Uint32Array(values.length).fill(cases.length)
  const names = values.map(nameOf)
  cases.forEach((one, number) => {
    for (const value of one.values) {
      const name = nameOf(value)
      if (!names.includes(name)) throw new RangeError(`column ${seen.definition.name} never has ${name}`)
      names.forEach((candidate, code) => {
        if (candidate === name) chosen[code] = number
      })
    }
  })
  return chosen
}

/** Values are compared by what they are called: keys of a file are texts. */
function nameOf(value: ColumnValue): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)
}

function poolOf({ definition, drawn }: SeenColumn): Codes {
  const of = withoutNull(drawn)
  if (of.layout === 'codes') return of
  throw new RangeError(`column ${definition.name} is not one of values to choose from, so there are no cases of it`)
}

// Functions of their own: V8 keeps arguments in registers over the loop, but not what a closure holds.
function take(of: Float64Array, from: Uint32Array, values: Float64Array, slots: Uint32Array): void {
  const count = Math.min(from.length, slots.length)
  for (let i = 0; i < count; i++) values[slots[i] ?? 0] = of[from[i] ?? 0] ?? 0
}

function takeOf<Values extends Float64Array | Uint32Array>(
  codes: Uint32Array,
  from: Uint32Array,
  valueOf: Values,
  values: Values,
  slots: Uint32Array,
): void {
  for (let i = 0; i < slots.length; i++) values[slots[i] ?? 0] = valueOf[codes[from[i] ?? 0] ?? 0] ?? 0
}
