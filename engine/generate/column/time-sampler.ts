// The row's time, or a time some while after it or after another column's, in the ticks of the column's type.
import { bareType } from '@millrace/schemas/column/bare-type.ts'
import type { Sampler } from '../distribution/sampler.ts'
import { withoutNull, type SeenColumn } from './compiled-column.ts'
import type { ColumnSampler, DrawContext } from './drawn-column.ts'
import { tickScale, type TickScale } from './tick-scale.ts'

export interface Delay {
  readonly byMs: Sampler
  /** Whose time it is after; without it, the row's. */
  readonly after?: SeenColumn
}

export function timeSampler(scale: TickScale, slotCountMax: number, delay?: Delay): ColumnSampler {
  const values = new Float64Array(slotCountMax)
  const { divisor, factor } = scale
  const { unitMs, timesOf } = delay?.after === undefined ? ofRows : ofColumn(delay.after, slotCountMax)
  return {
    drawn: { layout: 'numbers', values, factor },
    draw(context) {
      const { from, to, random } = context
      if (delay === undefined) values.fill(0, from, to)
      else delay.byMs(random.next(to - from), values, from, to)
      toTicks(timesOf(context), unitMs, divisor, values, from, to)
    },
  }
}

/** Makes delays into ticks. A function of its own: V8 keeps arguments in registers over the loop, but not what a closure holds. */
function toTicks(
  times: Float64Array,
  unitMs: number,
  divisor: number,
  values: Float64Array,
  from: number,
  to: number,
): void {
  for (let slot = from; slot < to; slot++) {
    values[slot] = Math.floor(((times[slot] ?? 0) * unitMs + (values[slot] ?? 0)) / divisor)
  }
}

interface Times {
  /** Milliseconds of one. */
  readonly unitMs: number
  /** By slot, of those that are to be filled. */
  readonly timesOf: (context: DrawContext) => Float64Array
}

const ofRows: Times = { unitMs: 1, timesOf: ({ timesMs }) => timesMs }

function ofColumn({ definition, drawn, slots }: SeenColumn, slotCountMax: number): Times {
  const scale = tickScale(bareType(definition.type))
  const of = withoutNull(drawn)
  if (scale === undefined || of.layout !== 'numbers') throw new RangeError(`column ${definition.name} has no times`)
  const { values } = of
  const unitMs = scale.divisor
  if (slots === undefined) return { unitMs, timesOf: () => values }
  const times = new Float64Array(slotCountMax)
  return {
    unitMs,
    timesOf({ from, to }) {
      for (let slot = from; slot < to; slot++) times[slot] = values[slots[slot] ?? 0] ?? 0
      return times
    },
  }
}
