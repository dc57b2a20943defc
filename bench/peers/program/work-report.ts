// The last line that a peer's program prints: what it did, how long that took, what it cost.
import { z } from 'zod'

const workReportSchema = z.strictObject({
  rows: z.int().positive(),
  /** From the start of the work to the last row that is in; starting the program and connecting is before. */
  seconds: z.number().positive(),
  /** Of the program's own threads in that time. */
  cpuSeconds: z.number().nonnegative(),
  /** The most memory that the program ever had. */
  peakRssBytes: z.int().positive(),
})

export type WorkReport = z.output<typeof workReportSchema>

/** Throws, with what the program printed last, when that is no report. */
export function parseWorkReport(stdout: string): WorkReport {
  const lastLine = stdout.trim().split('\n').at(-1) ?? ''
  try {
    return workReportSchema.parse(JSON.parse(lastLine))
  } catch (error) {
    throw new Error(`not the report of a peer's program: ${lastLine.slice(0, 500)}`, { cause: error })
  }
}
