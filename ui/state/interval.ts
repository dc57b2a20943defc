// The width of buckets: picked so that a chart has enough of them and not too many.
import { intervalParam } from '@millrace/schemas/api/params/interval-param.ts'
import type { Bounds } from './range.ts'

export const usualIntervals: readonly string[] = ['1s', '10s', '30s', '1m', '5m', '15m', '1h', '6h', '1d']
const widest = '1d'
const pickedBucketsMax = 400
const bucketsMax = 10_000

/** Undefined for what is no interval. */
export function intervalMs(text: string): number | undefined {
  const seconds = intervalParam.safeParse(text).data
  return seconds === undefined ? undefined : seconds * 1000
}

/** The smallest of the usual ones that gives at most 400 buckets; of very long ranges, as many days as that takes. */
export function pickedInterval(bounds: Bounds): string {
  const fitting = usualIntervals.find((text) => bucketCount(bounds, intervalMs(text) ?? Infinity) <= pickedBucketsMax)
  if (fitting !== undefined) return fitting
  const dayMs = intervalMs(widest) ?? Infinity
  return `${Math.ceil((bounds.toMs - bounds.fromMs) / dayMs / (pickedBucketsMax - 1))}d`
}

/** Whether the API answers with so many buckets. */
export function isAnswered(text: string, bounds: Bounds): boolean {
  const ms = intervalMs(text)
  return ms !== undefined && bucketCount(bounds, ms) <= bucketsMax
}

/** Buckets that the range touches. */
function bucketCount({ fromMs, toMs }: Bounds, ms: number): number {
  return Math.ceil(toMs / ms) - Math.floor(fromMs / ms)
}
