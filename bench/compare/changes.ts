// What differs between two reports, and by how much, the largest difference first.
import type { Spread } from '../measure/spread.ts'
import type { BenchReport } from '../report/bench-report.ts'
import { beyondNoise, type Verdict } from './beyond-noise.ts'
import { measuresOf, quantityRules, type Measure, type Quantity } from './measures.ts'

export interface Change {
  readonly what: string
  readonly quantity: Quantity
  readonly before: Spread
  readonly after: Spread
  /** 0.2: a fifth more. */
  readonly effect: number
  readonly verdict: Verdict
  readonly isBetter: boolean
}

export interface Changes {
  readonly changes: readonly Change[]
  readonly onlyBefore: readonly string[]
  readonly onlyAfter: readonly string[]
}

export function changesBetween(before: BenchReport, after: BenchReport): Changes {
  const [a, b] = [byName(before), byName(after)]
  const isRatioOf = new Set(
    [...a.values()].filter((measure) => isRatio(measure) && b.has(nameOf(measure))).map(({ what }) => what),
  )
  const changes = [...a.values()].flatMap((measure) => {
    const other = b.get(nameOf(measure))
    if (other === undefined) return []
    // Where there are ratios, they say it better.
    if (measure.quantity === 'rows/s' && isRatioOf.has(measure.what)) return []
    return changeOf(measure, other.spread)
  })
  return {
    changes: changes.sort((left, right) => factor(right) - factor(left)),
    onlyBefore: missing(a, b),
    onlyAfter: missing(b, a),
  }
}

/** Empty when one of them is zero: there is no factor then. */
function changeOf({ what, quantity, spread: before }: Measure, after: Spread): Change[] {
  if (before.median <= 0 || after.median <= 0) return []
  const { isMoreBetter, shareMin } = quantityRules[quantity]
  const effect = after.median / before.median - 1
  const verdict = beyondNoise(before, after, shareMin)
  return [{ what, quantity, before, after, effect, verdict, isBetter: effect > 0 === isMoreBetter }]
}

/** How many times, whether more or less. */
function factor({ effect }: Change): number {
  return Math.abs(Math.log(1 + effect))
}

function byName(report: BenchReport): Map<string, Measure> {
  return new Map(measuresOf(report).map((measure) => [nameOf(measure), measure]))
}

function nameOf({ what, quantity }: Pick<Measure, 'what' | 'quantity'>): string {
  return `${what}, ${quantity}`
}

function isRatio({ quantity }: Measure): boolean {
  return quantityRules[quantity].isRatio
}

/** What the other report has nothing of. */
function missing(of: ReadonlyMap<string, Measure>, from: ReadonlyMap<string, Measure>): string[] {
  const known = new Set([...from.values()].map(({ what }) => what))
  return [...new Set([...of.values()].map(({ what }) => what))].filter((what) => !known.has(what))
}
