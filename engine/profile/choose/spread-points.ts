// Measured quantiles as the points of a dataset file: what is frequent gets its own share, and what a straight line says is left out.
import type { Point } from '../measure/quantiles.ts'

export interface FrequentValue {
  readonly value: number
  readonly share: number
}

/** Of a value's distance from where the numbers begin. */
const relativeTolerance = 0.004
const rangeTolerance = 1e-6
const shareDigits = 7

/**
 * `rest`: quantiles of all that is not frequent. Two points of one value are a value that so many rows have. `step`: between one
 * number and the next, where there is such a thing: half of it before and behind a frequent value, no other is rounded to it.
 */
export function spreadPoints(rest: readonly Point[], frequent: readonly FrequentValue[], step = 0): Point[] {
  const restShare = rest.length === 0 ? 0 : 1 - frequent.reduce((sum, { share }) => sum + share, 0)
  const rising = [...frequent].sort((a, b) => a.value - b.value)
  const sharesBelow = restSharesBelow(
    rest,
    rising.map(({ value }) => value),
    step,
  )
  const points: Point[] = []
  let below = 0
  let next = 0
  const put = (share: number, value: number): void => {
    points.push([share, Math.max(value, points.at(-1)?.[1] ?? -Infinity)])
  }
  const putFrequent = (value: number): void => {
    for (let each = rising[next]; each !== undefined && each.value <= value; each = rising[++next]) {
      const restBelow = sharesBelow[next] ?? 0
      const from = restBelow * restShare + below
      below += each.share
      if (restBelow > 0) put(from, each.value - step / 2)
      put(from, each.value)
      put(from + each.share, each.value)
      if (restBelow < 1 && rest.length > 0) put(from + each.share, each.value + step / 2)
    }
  }
  for (const [share, value] of simplified(rest)) {
    putFrequent(value)
    put(share * restShare + below, value)
  }
  putFrequent(Infinity)
  return wholeRange(points)
}

/** Ranks from 1 on: the frequent ones by their shares, the others each as often. */
export function rankPoints(shares: readonly number[], count: number): Point[] {
  const frequent = shares.map((share, index) => ({ value: index + 1, share }))
  const others: Point[] =
    count > shares.length
      ? [
          [0, shares.length + 1],
          [1, count],
        ]
      : []
  return spreadPoints(others, frequent)
}

/**
 * How much of the rest lies below each of the values, which rise: on the straight line between the two quantiles around it, without
 * the room that the values themselves take there.
 */
function restSharesBelow(rest: readonly Point[], values: readonly number[], step: number): number[] {
  const afters = values.map((value) => rest.findIndex(([, each]) => each > value))
  return values.map((value, i) => {
    const after = afters[i] ?? 0
    const [toShare, to] = rest[after] ?? [1, 0]
    const [fromShare, from] = rest[after - 1] ?? [0, 0]
    if (after === -1) return rest.length === 0 ? 0 : 1
    if (after === 0) return 0
    const valuesBefore = i - afters.indexOf(after)
    const room = to - from - step * afters.filter((each) => each === after).length
    const taken = value - step / 2 - from - step * valuesBefore
    return fromShare + (room > 0 ? Math.min(1, Math.max(0, taken / room)) : 0) * (toShare - fromShare)
  })
}

/** From share 0 to share 1, rounded; what has become the same point is one, and of a gap only its ends are left. */
function wholeRange(points: readonly Point[]): Point[] {
  const [, last] = points.at(-1) ?? [1, 0]
  const rounded = points.map(([share, value]): Point => [Math.min(1, Number(share.toFixed(shareDigits))), value])
  const ends: Point[] = [...rounded.slice(0, -1), [1, last]]
  const different = ends.filter(([share, value], i) => share !== ends[i - 1]?.[0] || value !== ends[i - 1]?.[1])
  return different.filter(([share], i) => share !== different[i - 1]?.[0] || share !== different[i + 1]?.[0])
}

/** Ramer and Douglas and Peucker's: a point stays where the line between its neighbours would miss it. */
function simplified(points: readonly Point[]): Point[] {
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined) return []
  const range = last[1] - first[1]
  const origin = first[1] > 0 && first[1] < range ? 0 : first[1]
  const tolerance = (value: number): number => relativeTolerance * Math.abs(value - origin) + rangeTolerance * range
  const kept = new Set([0, points.length - 1])
  const spans: [number, number][] = [[0, points.length - 1]]
  for (let span = spans.pop(); span !== undefined; span = spans.pop()) {
    const [from, to] = span
    const worst = worstBetween(points, from, to, tolerance)
    if (worst === undefined) continue
    kept.add(worst)
    spans.push([from, worst], [worst, to])
  }
  return points.filter((_, i) => kept.has(i))
}

function worstBetween(
  points: readonly Point[],
  from: number,
  to: number,
  tolerance: (value: number) => number,
): number | undefined {
  const [fromShare, fromValue] = points[from] ?? [0, 0]
  const [toShare, toValue] = points[to] ?? [0, 0]
  let worst: number | undefined
  let excessMax = 1
  for (let i = from + 1; i < to; i++) {
    const [share, value] = points[i] ?? [0, 0]
    const line = fromValue + ((share - fromShare) / (toShare - fromShare)) * (toValue - fromValue)
    const excess = Math.abs(line - value) / tolerance(value)
    if (excess > excessMax) [worst, excessMax] = [i, excess]
  }
  return worst
}
