// What the rows of the fault matrix came to when they were last tried in full: `faults/results.json`, which the page of
// guarantees is written from. A row that fails leaves the result it had.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { faultParts, type FaultRow } from './fault-row.ts'

const file = join(import.meta.dirname, '../results.json')

const faultResultSchema = z.strictObject({
  part: z.enum(faultParts),
  fault: z.string(),
  holds: z.string(),
  assumes: z.string().optional(),
  /** The file of the test, from the root of the repository. */
  test: z.string(),
  times: z.int().positive(),
  /** In all tries together; none of them was lost or twice. */
  rows: z.int().nonnegative(),
  /** Day of the run, ISO 8601. */
  day: z.iso.date(),
})
const resultsSchema = z.record(z.string(), faultResultSchema)
export type FaultResult = z.output<typeof faultResultSchema>

/** Rows are only to be named, by `registeredRows`: no service is started and nothing is tried. */
export const isListing = process.env['FAULT_ROWS'] === 'list'
export const isFullMatrix = process.env['MILLRACE_TESTS'] === 'faults'

/** By the row's id. */
export function readResults(): Record<string, FaultResult> {
  return existsSync(file) ? resultsSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : {}
}

/** Files of the matrix are run one after the other: nobody else writes meanwhile. */
export function recordResult(
  { id, part, fault, holds, assumes }: FaultRow,
  tried: Pick<FaultResult, 'times' | 'rows' | 'test'>,
): void {
  const day = new Date().toISOString().slice(0, 10)
  const result: FaultResult = { part, fault, holds, ...(assumes !== undefined && { assumes }), ...tried, day }
  const sorted = Object.entries({ ...readResults(), [id]: result }).sort(([a], [b]) => (a < b ? -1 : 1))
  writeFileSync(`${file}.tmp`, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`)
  renameSync(`${file}.tmp`, file)
}
