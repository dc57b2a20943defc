// The test of Mann and Whitney: how likely two sets of samples are to lie as far apart as they do if nothing tells them apart.
// It asks for the order of samples alone, not for their distribution. Exact, with equal samples too.
//
// Source: https://en.wikipedia.org/wiki/Mann–Whitney_U_test

/** Two-sided, from 0 to 1. Throws a RangeError when a set is empty. */
export function mannWhitney(a: readonly number[], b: readonly number[]): number {
  if (a.length === 0 || b.length === 0) throw new RangeError('samples of both are needed')
  const ranks = doubledRanks([...a, ...b])
  const sum = ranks.slice(0, a.length).reduce((total, rank) => total + rank, 0)
  const mean = a.length * (a.length + b.length + 1) // twice n(n+m+1)/2, as ranks are doubled
  const distance = Math.abs(sum - mean)
  const ways = waysBySum(ranks, a.length)
  let [extreme, all] = [0, 0]
  for (const [other, count] of ways.entries()) {
    all += count
    if (Math.abs(other - mean) >= distance) extreme += count
  }
  return extreme / all
}

/** The least that so many samples can show. */
export function mannWhitneyLeast(countA: number, countB: number): number {
  const apart = (count: number, from: number): number[] => Array.from({ length: count }, (_, index) => from + index)
  return mannWhitney(apart(countA, 0), apart(countB, countA))
}

/** Twice the rank of each value, so that the mean rank of equal values is whole. */
function doubledRanks(values: readonly number[]): number[] {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length
    const equal = values.filter((other) => other === value).length
    return 2 * below + equal + 1
  })
}

/** In how many ways `size` of the ranks have each sum: every way is as likely as any other if nothing tells them apart. */
function waysBySum(ranks: readonly number[], size: number): number[] {
  const sumMax = ranks.reduce((total, rank) => total + rank, 0)
  const ways = Array.from({ length: size + 1 }, () => new Array<number>(sumMax + 1).fill(0))
  const [none] = ways
  if (none !== undefined) none[0] = 1
  for (const rank of ranks) {
    for (let taken = size; taken > 0; taken--) {
      const [with_, without] = [ways[taken], ways[taken - 1]]
      if (with_ === undefined || without === undefined) continue
      for (let sum = sumMax; sum >= rank; sum--) with_[sum] = (with_[sum] ?? 0) + (without[sum - rank] ?? 0)
    }
  }
  return ways[size] ?? []
}
