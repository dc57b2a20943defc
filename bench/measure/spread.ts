// What several runs of one thing say: the middle, and how far they lie apart.
import { z } from 'zod'

export const spreadSchema = z.strictObject({
  median: z.number(),
  low: z.number(),
  high: z.number(),
  /** In the order in which they were measured. */
  samples: z.array(z.number()).min(1),
})

export type Spread = z.output<typeof spreadSchema>

/** Throws a RangeError when there is nothing to summarize. */
export function spreadOf(samples: readonly number[]): Spread {
  const sorted = samples.toSorted((a, b) => a - b)
  const [low, high] = [sorted.at(0), sorted.at(-1)]
  if (low === undefined || high === undefined) throw new RangeError('a spread needs at least one sample')
  const upper = sorted[sorted.length >> 1] ?? high
  const lower = sorted[(sorted.length - 1) >> 1] ?? low
  return { median: (lower + upper) / 2, low, high, samples: [...samples] }
}
