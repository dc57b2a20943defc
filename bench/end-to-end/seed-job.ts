// What a bench asks a seeding process for, and what that process answers: both cross as one line of JSON.
import { z } from 'zod'
import { runSchema } from '../report/bench-report.ts'

export const seedJobSchema = z.strictObject({
  /** As in the environment of `millrace seed`. */
  config: z.record(z.string(), z.string()),
  /** `ROWS`, `FORMAT` and the like. */
  options: z.record(z.string(), z.string()),
})

export const seedOutcomeSchema = runSchema
  .pick({ insertLatencyMs: true, latencyHistogram: true, timeline: true, settings: true })
  .required({ timeline: true, settings: true })
  .extend({
    rows: z.int(),
    /** From the start of the workers to the last row that is in. */
    seconds: z.number(),
    /** Of all threads, while the pipeline ran. */
    programCpuSeconds: z.number(),
    /** Of the whole process, from its start. */
    peakRssBytes: z.int(),
  })

export type SeedJob = z.output<typeof seedJobSchema>
export type SeedOutcome = z.output<typeof seedOutcomeSchema>
