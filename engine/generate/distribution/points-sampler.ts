// Numbers as they were measured: straight lines between points of their quantiles.
import { cellBits, guideOf, roundAll, wordValues, type Sampler } from './sampler.ts'

export function pointsSampler(
  points: readonly (readonly [share: number, value: number])[],
  integral: boolean,
): Sampler {
  const shares = Float64Array.from(points, ([share]) => share * wordValues)
  const at = Float64Array.from(points, ([, value]) => value)
  const slopes = Float64Array.from(points, (_, i) => {
    const width = (shares[i + 1] ?? 0) - (shares[i] ?? 0)
    return width > 0 ? ((at[i + 1] ?? 0) - (at[i] ?? 0)) / width : 0
  })
  const guide = guideOf(shares.subarray(1))
  return (words, values, from, to) => {
    drawPoints(guide, shares, at, slopes, words, values, from, to)
    if (integral) roundAll(values, from, to)
  }
}

// A function of its own: V8 keeps arguments in registers over the loop, but not what a closure holds.
function drawPoints(
  guide: Uint32Array,
  shares: Float64Array,
  at: Float64Array,
  slopes: Float64Array,
  words: Uint32Array,
  values: Float64Array,
  from: number,
  to: number,
): void {
  const lastPiece = shares.length - 2
  for (let i = from; i < to; i++) {
    const word = words[i - from] ?? 0
    let piece = guide[word >>> cellBits] ?? 0
    while (piece < lastPiece && (shares[piece + 1] ?? 0) <= word) piece++
    values[i] = (at[piece] ?? 0) + (word - (shares[piece] ?? 0)) * (slopes[piece] ?? 0)
  }
}
