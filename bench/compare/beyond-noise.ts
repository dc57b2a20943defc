// Whether two spreads differ by more than noise. The rule:
//
// 1. The medians lie apart by at least a share that matters and that repeated benches on one machine stay below (the caller
//    knows it: ratios within a round are steadier than absolute rates). Rounds of one bench share their minute and their
//    process, so their spread alone says too little about the next bench.
// 2. The order of the samples is unlikely by chance: the exact test of Mann and Whitney at 1 %. With five rounds each that
//    is: the ranges do not touch.
// 3. With three or four rounds no order is that unlikely. Instead, the gap between the ranges is wider than either of them.
// 4. With fewer, nobody can tell.
import type { Spread } from '../measure/spread.ts'
import { mannWhitney, mannWhitneyLeast } from './mann-whitney.ts'

const chanceMax = 0.01
const roundsMin = 3

export type Verdict = 'changed' | 'within noise' | 'too few rounds'

/** `shareMin`: 0.05 for changes of 5 % and more. Medians must be above zero. */
export function beyondNoise(before: Spread, after: Spread, shareMin: number): Verdict {
  const { samples: a } = before
  const { samples: b } = after
  if (Math.min(a.length, b.length) < roundsMin) return 'too few rounds'
  if (Math.abs(Math.log(after.median / before.median)) < Math.log(1 + shareMin)) return 'within noise'
  if (mannWhitneyLeast(a.length, b.length) > chanceMax) return areFarApart(before, after) ? 'changed' : 'within noise'
  return mannWhitney(a, b) <= chanceMax ? 'changed' : 'within noise'
}

function areFarApart(a: Spread, b: Spread): boolean {
  const gap = Math.max(a.low, b.low) - Math.min(a.high, b.high)
  return gap > Math.max(a.high - a.low, b.high - b.low)
}
