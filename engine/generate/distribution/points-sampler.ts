// Numbers as they were measured: straight lines between points of their quantiles.
import { cellBits, guideOf, wordValues, type Sampler } from './sampler.ts'

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
  const lastPiece = points.length - 2
  const guide = guideOf(shares.subarray(1))
  return (words, values, from, to) => {
    for (let i = from; i < to; i++) {
      const word = words[i - from] ?? 0
      let piece = guide[word >>> cellBits] ?? 0
      while (piece < lastPiece && (shares[piece + 1] ?? 0) <= word) piece++
      const value = (at[piece] ?? 0) + (word - (shares[piece] ?? 0)) * (slopes[piece] ?? 0)
      values[i] = integral ? Math.floor(value + 0.5) : value
    }
  }
}
