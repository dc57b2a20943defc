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
  const other = delay?.after === undefined ? undefined : millisecondsOf(delay.after)
  return {
    drawn: { layout: 'numbers', values, factor },
    draw({ from, to, timesMs, random }) {
      if (delay === undefined) values.fill(0, from, to)
      else delay.byMs(random.next(to - from), values, from, to)
      if (other === undefined) toTicks(timesMs, divisor, values, from, to)
      else
        for (let slot = from; slot < to; slot++)
          values[slot] = Math.floor((other(slot) + (values[slot] ?? 0)) / divisor)
    },
  }
}

/** Makes delays into ticks. A function of its own: V8 keeps arguments in registers over the loop, but not what a closure holds. */
function toTicks(timesMs: Float64Array, divisor: number, values: Float64Array, from: number, to: number): void {
  for (let slot = from; slot < to; slot++)
    values[slot] = Math.floor(((timesMs[slot] ?? 0) + (values[slot] ?? 0)) / divisor)
}

function millisecondsOf({ definition, drawn, slots }: SeenColumn): (slot: number) => number {
  const scale = tickScale(bareType(definition.type))
  const of = withoutNull(drawn)
  if (scale === undefined || of.layout !== 'numbers') throw new RangeError(`column ${definition.name} has no times`)
  const { values } = of
  return (slot) => (values[slots?.[slot] ?? slot] ?? 0) * scale.divisor
}
