// Where a value stands on an axis, in pixels, and which values are written beside it.
import { logTicks } from './log-ticks.ts'
import { roundTicks } from './round-ticks.ts'

export interface Scale {
  readonly of: (value: number) => number
  readonly ticks: readonly number[]
  /** Where the axis begins and ends, in pixels. */
  readonly pixels: readonly [from: number, to: number]
}

export type Range = readonly [from: number, to: number]

export function linearScale([low, high]: Range, pixels: Range, tickCountMax: number): Scale {
  const width = high > low ? high - low : 1
  return {
    of: (value) => pixels[0] + ((value - low) / width) * (pixels[1] - pixels[0]),
    ticks: roundTicks(low, high, tickCountMax),
    pixels,
  }
}

/** `low` must be above zero. */
export function logScale([low, high]: Range, pixels: Range, tickCountMax: number): Scale {
  const inLogs = linearScale([Math.log(low), Math.log(high)], pixels, 2)
  return { of: (value) => inLogs.of(Math.log(value)), ticks: logTicks(low, high, tickCountMax), pixels }
}
