// The shares that a file lists of a pool's values: those that come more often than the rest, which share what is left evenly.
import { shareNumber } from './chosen-column.ts'

const listedMax = 300
const shareMin = 0.0002
/** A value that comes only so much more often than those after it is one of them. */
const aboveRest = 1.2

/** `shares`: the most frequent first. Together they are below 1. */
export function frequentShares(shares: readonly number[], distinctCount: number): number[] {
  const listed: number[] = []
  let left = 1
  for (const share of shares.slice(0, Math.min(listedMax, distinctCount - 1))) {
    const restMean = (left - share) / (distinctCount - listed.length - 1)
    if (share < shareMin || share < aboveRest * restMean) break
    listed.push(shareNumber(share))
    left -= share
  }
  return listed
}
