// What this machine's defaults should be, from sweeps: the usual value, unless another one was faster beyond noise.
import { spreadOf } from '../measure/spread.ts'
import type { SweepResult } from '../report/bench-report.ts'

/** Settings that somebody chooses for speed, by the names people give them. */
const variables = { workers: 'WORKERS', batchRows: 'BATCH_ROWS', insertsInFlight: 'INSERTS_IN_FLIGHT' } as const

export interface BestSetting {
  readonly variable: (typeof variables)[keyof typeof variables]
  readonly usual: number
  /** What it should be here. */
  readonly value: number
  /** How much faster `value` is than the usual one: 0.05 is 5 %; 0 where they are the same. */
  readonly gain: number
}

/** Two values that differ by less are equally good. */
const gainMin = 0.03
/** On a shared machine, one that is faster in fewer rounds than these may just have been lucky. */
const roundsMin = 3

/** Nothing is said of a setting that was swept in fewer than three rounds, or without its usual value. */
export function bestSettings(sweeps: readonly SweepResult[]): BestSetting[] {
  return Object.entries(variables).flatMap(([setting, variable]) => {
    const sweep = sweeps.find((each) => each.setting === setting)
    const usual = sweep?.points.find(({ value }) => value === sweep.usual)
    if (sweep === undefined || usual === undefined || usual.rowsPerSecond.samples.length < roundsMin) return []
    const [best] = sweep.points
      .map((point) => ({ value: point.value, gain: gainOver(usual, point) }))
      .toSorted((a, b) => b.gain - a.gain)
    const isBetter = best !== undefined && best.gain >= gainMin
    return [{ variable, usual: usual.value, ...(isBetter ? best : { value: usual.value, gain: 0 }) }]
  })
}

type Point = SweepResult['points'][number]

/** How much faster it was in the median of rounds; 0 when it was not, by enough, in each of them. */
function gainOver(usual: Point, point: Point): number {
  const { samples } = point.rowsPerSecond
  if (samples.length < roundsMin) return 0
  const gains = spreadOf(samples.map((rate, round) => rate / (usual.rowsPerSecond.samples[round] ?? Infinity) - 1))
  return gains.low >= gainMin ? gains.median : 0
}
