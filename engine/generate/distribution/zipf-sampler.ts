// Zipf's law, over as many ranks as one likes.
import { cellBits, guideOf, wordValues, type Sampler } from './sampler.ts'

/** Ranks whose shares are exact. */
const zipfHeadMax = 4096

/**
 * The n-th of `count` ranks with weight 1 / n^exponent: the first by their exact shares, which a table has, those after them by the
 * inverse of the integral over x^-exponent.
 */
export function zipfSampler(first: number, rankCount: number, exponent: number): Sampler {
  const headCount = Math.min(rankCount, zipfHeadMax)
  const cumulative = new Float64Array(headCount)
  let total = 0
  for (let rank = 0; rank < headCount; rank++) cumulative[rank] = total += (rank + 1) ** -exponent
  const tailFrom = headCount + 0.5
  const tailTo = rankCount + 0.5
  const power = 1 - exponent
  const isLogarithmic = Math.abs(power) < 1e-9
  const fromPower = isLogarithmic ? Math.log(tailFrom) : tailFrom ** power
  const toPower = isLogarithmic ? Math.log(tailTo) : tailTo ** power
  const tail = rankCount === headCount ? 0 : isLogarithmic ? toPower - fromPower : (toPower - fromPower) / power
  const scale = (total + tail) / wordValues
  const inverse = 1 / power
  const guide = guideOf(cumulative, { scale })

  return (words, values, from, to) => {
    for (let i = from; i < to; i++) {
      const word = words[i - from] ?? 0
      const target = word * scale
      if (target < total) {
        let rank = guide[word >>> cellBits] ?? 0
        while ((cumulative[rank] ?? Infinity) <= target) rank++
        values[i] = first + rank
      } else {
        const raised = fromPower + (toPower - fromPower) * ((target - total) / tail)
        const rank = Math.floor((isLogarithmic ? Math.exp(raised) : raised ** inverse) + 0.5) - 1
        values[i] = first + Math.min(rankCount - 1, rank)
      }
    }
  }
}
