// How much a quantity has grown in the course of many readings: the median of their last quarter against that of their
// second. What comes in the first quarter is warming up, and a median does not mind a peak.

export interface Growth {
  readonly before: number
  readonly after: number
}

/** Throws when there are fewer readings than quarters. */
export function growthOf(readings: readonly number[]): Growth {
  if (readings.length < 4) throw new Error(`${readings.length} readings are too few to see growth`)
  const quarter = Math.floor(readings.length / 4)
  return { before: median(readings.slice(quarter, 2 * quarter)), after: median(readings.slice(-quarter)) }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
