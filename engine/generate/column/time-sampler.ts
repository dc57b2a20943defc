// The row's time, or a time some while after it or after another column's, in the ticks of the column's type.
import { bareType } from '@millrace/schemas/column/bare-type.ts'
import type { Sampler } from '../distribution/sampler.ts'
import { withoutNull, type SeenColumn } from './compiled-column.ts'
import type { ColumnSampler } from './drawn-column.ts'
import { tickScale, type TickScale } from './tick-scale.ts'

export interface Delay {
  readonly byMs: Sampler
  /** Whose time it is after; without it, the row's. */
  readonly after?: SeenColumn
}

export function timeSampler(scale: TickScale, slotCountMax: number, delay?: Delay): ColumnSampler {
  const values = new Float64Array(slotCountMax)
  const { divisor, factor } = scale
  const other = delay?.after === undefined ? undefined : timesOf(delay.after)
  return {
    drawn: { layout: 'numbers', values, factor },
    draw({ from, to, timesMs, random }) {
      if (delay === undefined) values.fill(0, from, to)
      else delay.byMs(random.next(to - from), values, from, to)
      if (other === undefined) toTicks(timesMs, 1, divisor, values, from, to)
      else if (other.slots === undefined) toTicks(other.ticks, other.divisor, divisor, values, from, to)
      else toTicksOf(other.ticks, other.slots, other.divisor, divisor, values, from, to)
    },
  }
}

// Make delays after times (in so many milliseconds each) into ticks. Functions of their own: V8 keeps arguments in registers over
// the loop, but not what a closure holds.
function toTicks(
  times: Float64Array,
  timeMs: number,
  divisor: number,
  values: Float64Array,
  from: number,
  to: number,
): void {
  for (let slot = from; slot < to; slot++) {
    values[slot] = Math.floor(((times[slot] ?? 0) * timeMs + (values[slot] ?? 0)) / divisor)
  }
}

function toTicksOf(
  times: Float64Array,
  slots: Uint32Array,
  timeMs: number,
  divisor: number,
  values: Float64Array,
  from: number,
  to: number,
): void {
  for (let slot = from; slot < to; slot++) {
    values[slot] = Math.floor(((times[slots[slot] ?? 0] ?? 0) * timeMs + (values[slot] ?? 0)) / divisor)
  }
}

interface Times {
  readonly ticks: Float64Array
  readonly divisor: number
  /** As of a column that is seen. */
  readonly slots: Uint32Array | undefined
}

function timesOf({ definition, drawn, slots }: SeenColumn): Times {
  const scale = tickScale(bareType(definition.type))
  const of = withoutNull(drawn)
  if (scale === undefined || of.layout !== 'numbers') throw new RangeError(`column ${definition.name} has no times`)
  return { ticks: of.values, divisor: scale.divisor, slots }
}
