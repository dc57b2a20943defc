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
  const sorter = new CaseSorter(poolOf(seen).codes, seen.slots, casesByCode(seen, cases), cases.length + 1)
  const branches = [...cases, otherwise]
  const drawn = branches.map(({ sampler }) => sampler.drawn)
  const { column, takes } = drawn.every((each) => each.layout === 'codes')
    ? poolsAsOne(drawn, slotCountMax)
    : numbersAsOne(drawn, type, slotCountMax)
  const timesMs = new Float64Array(hotLoopRows)
  return {
    drawn: column,
    draw(context) {
      const { slots, ends } = sorter.sort(context)
      let begin = 0
      for (let number = 0; number < branches.length; number++) {
        const end = ends[number] ?? 0
        const { sampler, isOfAnyRow = false } = branches[number] ?? {}
        if (end > begin && isOfAnyRow) {
          gather(context.timesMs, slots, begin, end, timesMs)
          sampler?.draw({ ...context, from: 0, to: end - begin, timesMs })
          takes[number]?.(ownSlots, 0, slots, begin, end)
        } else if (end > begin) {
          sampler?.draw(context)
          takes[number]?.(slots, begin, slots, begin, end)
        }
        begin = end
      }
    },
  }
}

/** Gives `slots[begin … end - 1]` what stands at `from[fromBegin …]` of a branch. */
type Take = (from: Uint32Array, fromBegin: number, slots: Uint32Array, begin: number, end: number) => void

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
  const takes = drawn.map((branch): Take => {
    const first = valueCount
    valueCount += branch.pool.values.length
    return (from, fromBegin, slots, begin, end) => {
      takeCodes(branch.codes, first, codes, from, fromBegin, slots, begin, end)
    }
  })
  return { column: { layout: 'codes', codes, pool: { values: drawn.flatMap(({ pool }) => pool.values) } }, takes }
}

function numbersAsOne(drawn: readonly DrawnColumn[], type: ColumnType, slotCountMax: number): TakenColumn {
  const values = new Float64Array(slotCountMax)
  const factor = drawn.find((column) => column.layout === 'numbers')?.factor ?? 1
  const takes = drawn.map((branch): Take => {
    if (branch.layout === 'numbers') {
      return (from, fromBegin, slots, begin, end) => {
        takeNumbers(branch.values, values, from, fromBegin, slots, begin, end)
      }
    }
    if (branch.layout === 'codes' && branch.pool.values.every(isNumber)) {
      const scale = 'scale' in type ? 10 ** type.scale : 1
      const ofCodes = Float64Array.from(branch.pool.values, (value) => Math.round(value * scale))
      return (from, fromBegin, slots, begin, end) => {
        takeNumbersOf(branch.codes, ofCodes, values, from, fromBegin, slots, begin, end)
      }
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
function gather(of: Float64Array, slots: Uint32Array, begin: number, end: number, values: Float64Array): void {
  for (let i = begin; i < end; i++) values[i - begin] = of[slots[i] ?? 0] ?? 0
}

function takeCodes(
  of: Uint32Array,
  first: number,
  codes: Uint32Array,
  from: Uint32Array,
  fromBegin: number,
  slots: Uint32Array,
  begin: number,
  end: number,
): void {
  for (let i = begin, at = fromBegin; i < end; i++, at++) codes[slots[i] ?? 0] = first + (of[from[at] ?? 0] ?? 0)
}

function takeNumbers(
  of: Float64Array,
  values: Float64Array,
  from: Uint32Array,
  fromBegin: number,
  slots: Uint32Array,
  begin: number,
  end: number,
): void {
  for (let i = begin, at = fromBegin; i < end; i++, at++) values[slots[i] ?? 0] = of[from[at] ?? 0] ?? 0
}

function takeNumbersOf(
  codes: Uint32Array,
  ofCodes: Float64Array,
  values: Float64Array,
  from: Uint32Array,
  fromBegin: number,
  slots: Uint32Array,
  begin: number,
  end: number,
): void {
  for (let i = begin, at = fromBegin; i < end; i++, at++) {
    values[slots[i] ?? 0] = ofCodes[codes[from[at] ?? 0] ?? 0] ?? 0
  }
}
