// Values by what another column of the row has. All cases are drawn for all slots, and the one that holds is taken.
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import type { ColumnValue } from '@millrace/schemas/column/column-value.ts'
import { withoutNull, type SeenColumn } from './compiled-column.ts'
import type { ColumnSampler, DrawContext, DrawnColumn } from './drawn-column.ts'

export interface Case {
  readonly values: readonly ColumnValue[]
  readonly sampler: ColumnSampler
}

type Codes = Extract<DrawnColumn, { layout: 'codes' }>

/** Throws `RangeError` when the other column is no pool, never has a value, or the cases are neither all numbers nor all pools. */
export function caseSampler(
  seen: SeenColumn,
  cases: readonly Case[],
  otherwise: ColumnSampler,
  type: ColumnType,
  slotCountMax: number,
): ColumnSampler {
  const chosen = casesByCode(seen, cases)
  const { codes } = poolOf(seen)
  const samplers = [...cases.map(({ sampler }) => sampler), otherwise]
  /** Number of the case that holds in each slot. */
  const caseOf = new Uint32Array(slotCountMax)
  const drawAll = (context: DrawContext): void => {
    for (const sampler of samplers) sampler.draw(context)
    findCases(chosen, codes, seen.slots, caseOf, context.slotCount)
  }
  const drawn = samplers.map((sampler) => sampler.drawn)

  if (drawn.every((column) => column.layout === 'codes')) return poolCases(drawn, drawAll, caseOf)
  const numbers = drawn.map((column) => numbersOf(column, type, slotCountMax))
  const values = new Float64Array(slotCountMax)
  const factor = drawn.find((column) => column.layout === 'numbers')?.factor ?? 1
  return {
    drawn: { layout: 'numbers', values, factor },
    draw(context) {
      drawAll(context)
      const { slotCount } = context
      choose(
        numbers.map((valuesOf) => valuesOf(slotCount)),
        caseOf,
        values,
        slotCount,
      )
    },
  }
}

/** The pools of all cases as one. */
function poolCases(
  drawn: readonly Codes[],
  drawAll: (context: DrawContext) => void,
  caseOf: Uint32Array,
): ColumnSampler {
  const codes = new Uint32Array(caseOf.length)
  let valueCount = 0
  const offsets = drawn.map(({ pool }) => (valueCount += pool.values.length) - pool.values.length)
  return {
    drawn: { layout: 'codes', codes, pool: { values: drawn.flatMap(({ pool }) => pool.values) } },
    draw(context) {
      drawAll(context)
      for (let slot = 0; slot < context.slotCount; slot++) {
        const at = caseOf[slot] ?? 0
        codes[slot] = (offsets[at] ?? 0) + (drawn[at]?.codes[slot] ?? 0)
      }
    },
  }
}

// Functions of their own: V8 keeps arguments in registers over the loop, but not what a closure holds.
function findCases(
  caseOfCode: Uint32Array,
  codes: Uint32Array,
  slots: Uint32Array | undefined,
  caseOf: Uint32Array,
  slotCount: number,
): void {
  for (let slot = 0; slot < slotCount; slot++) {
    caseOf[slot] = caseOfCode[codes[slots === undefined ? slot : (slots[slot] ?? 0)] ?? 0] ?? 0
  }
}

function choose(ofCases: readonly Float64Array[], caseOf: Uint32Array, values: Float64Array, slotCount: number): void {
  for (let slot = 0; slot < slotCount; slot++) values[slot] = ofCases[caseOf[slot] ?? 0]?.[slot] ?? 0
}

/** The values of the first slots as drawn, in the units that the column's numbers are drawn in. */
function numbersOf(drawn: DrawnColumn, type: ColumnType, slotCountMax: number): (slotCount: number) => Float64Array {
  if (drawn.layout === 'numbers') return () => drawn.values
  if (drawn.layout === 'codes' && drawn.pool.values.every(isNumber)) {
    const scale = 'scale' in type ? 10 ** type.scale : 1
    const values = Float64Array.from(drawn.pool.values, (value) => Math.round(value * scale))
    const numbers = new Float64Array(slotCountMax)
    return (slotCount) => {
      for (let slot = 0; slot < slotCount; slot++) numbers[slot] = values[drawn.codes[slot] ?? 0] ?? 0
      return numbers
    }
  }
  throw new RangeError('its cases must all be numbers, or all be values to choose from')
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
