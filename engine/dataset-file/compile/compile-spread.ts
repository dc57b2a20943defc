// How numbers are spread, as the generator takes it: in the units of what they count, and within its range.
import type { Distribution } from '@millrace/schemas/dataset/distribution.ts'
import type { Spot } from '../problems/problem.ts'
import type { Units, Written } from './units.ts'

export type SpreadFile =
  | { readonly from: 'uniform'; readonly min: Written; readonly max: Written }
  | {
      readonly from: 'normal'
      readonly mean: Written
      readonly deviation: Written
      readonly min?: Written | undefined
      readonly max?: Written | undefined
    }
  | { readonly from: 'log-normal'; readonly median: Written; readonly sigma: number; readonly max: Written }
  | { readonly from: 'quantiles'; readonly points: readonly (readonly [share: number, value: Written])[] }

/** Where no end is given and the type has none: as good as never further from the mean. */
const deviationsMax = 10

/** Undefined once it is reported what is wrong. */
export function compileSpread(spread: SpreadFile, units: Units, spot: Spot): Distribution | undefined {
  switch (spread.from) {
    case 'uniform': {
      const min = endOf(spread.min, units, spot.at('min'))
      const max = endOf(spread.max, units, spot.at('max'))
      if (min === undefined || max === undefined || !isRising(min, max, spot)) return undefined
      return { shape: 'uniform', min, max }
    }
    case 'normal':
      return normal(spread, units, spot)
    case 'log-normal': {
      const median = units.of(spread.median, spot.at('median'))
      const max = endOf(spread.max, units, spot.at('max'))
      if (median === undefined || max === undefined) return undefined
      if (units.isMoments) {
        spot.at('from').report('log-normal spreads numbers and durations, no moments: it may be normal')
        return undefined
      }
      if (median <= 0) {
        spot.at('median').report('it must be more than 0')
        return undefined
      }
      if (median > max) {
        spot.at('median').report('it must not be more than max')
        return undefined
      }
      return { shape: 'log-normal', median, sigma: spread.sigma, max }
    }
    case 'quantiles':
      return quantiles(spread.points, units, spot.at('points'))
  }
}

function normal(spread: Extract<SpreadFile, { from: 'normal' }>, units: Units, spot: Spot): Distribution | undefined {
  const mean = units.of(spread.mean, spot.at('mean'))
  const deviation = units.widthOf(spread.deviation, spot.at('deviation'))
  const given = (written: Written | undefined, name: 'min' | 'max'): number | undefined =>
    written === undefined ? undefined : endOf(written, units, spot.at(name))
  const [givenMin, givenMax] = [given(spread.min, 'min'), given(spread.max, 'max')]
  if (mean === undefined || deviation === undefined) return undefined
  if (deviation <= 0) {
    spot.at('deviation').report('it must be more than 0')
    return undefined
  }
  if ((spread.min !== undefined && givenMin === undefined) || (spread.max !== undefined && givenMax === undefined))
    return undefined
  const min = givenMin ?? units.range?.min ?? mean - deviationsMax * deviation
  const max = givenMax ?? units.range?.max ?? mean + deviationsMax * deviation
  return isRising(min, max, spot) ? { shape: 'normal', mean, deviation, min, max } : undefined
}

function quantiles(
  points: readonly (readonly [share: number, value: Written])[],
  units: Units,
  spot: Spot,
): Distribution | undefined {
  const compiled = points.map(([share, written], i) => [share, withinRange(written, units, spot.at(i, 1))] as const)
  const fromTo: readonly (readonly [i: number, share: number])[] = [
    [0, 0],
    [points.length - 1, 1],
  ]
  let isRight = true
  for (const [i, share] of fromTo) {
    if (points[i]?.[0] === share) continue
    isRight = false
    spot.at(i, 0).report(`the ${share === 0 ? 'first' : 'last'} share must be ${share}`)
  }
  for (const [i, [share, value]] of compiled.entries()) {
    const [shareBefore, valueBefore] = compiled[i - 1] ?? [share, value]
    if (value === undefined) isRight = false
    if (share < shareBefore) {
      isRight = false
      spot.at(i, 0).report('shares must rise from point to point')
    }
    if (value !== undefined && valueBefore !== undefined && value < valueBefore) {
      isRight = false
      spot.at(i, 1).report('values must rise from point to point')
    }
  }
  if (!isRight) return undefined
  return { shape: 'quantiles', points: compiled.map(([share, value]) => [share, value ?? 0] as const) }
}

function isRising(min: number, max: number, spot: Spot): boolean {
  if (min <= max) return true
  spot.at('min').report('it must not be more than max')
  return false
}

/** Of whole numbers, the ends are whole numbers too. */
function endOf(written: Written, units: Units, spot: Spot): number | undefined {
  const value = withinRange(written, units, spot)
  if (value === undefined || !units.isWhole || Number.isInteger(value)) return value
  spot.report(`${units.holder} has no parts of ${units.show(1)}: it must be a multiple of that`)
  return undefined
}

export function withinRange(written: Written, units: Units, spot: Spot): number | undefined {
  const value = units.of(written, spot)
  const { range } = units
  if (value === undefined || range === undefined || (value >= range.min && value <= range.max)) return value
  spot.report(
    `it must be from ${units.show(range.min)} to ${units.show(range.max)}, which is what ${units.holder} holds`,
  )
  return undefined
}
