// What the tries of the fault matrix have come to: `faults/results.json`, which the page of guarantees is written from. A row's
// tries add up over runs for as long as none fails: the first one that does takes away what the row had.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { FaultOutcome, FaultRow } from './fault-row.ts'

const file = join(import.meta.dirname, '../results.json')

const faultResultSchema = z.strictObject({
  /** How often the fault was made since a try last failed. */
  times: z.int().positive(),
  /** In all of those together; none of them was lost or twice. */
  rows: z.int().nonnegative(),
  /** Of the last try, ISO 8601. */
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

/** A try that went well, of so many faults and rows. Files of the matrix are run one after the other: nobody else writes meanwhile. */
export function recordTry({ id }: FaultRow, { rows: triedRows, faults = 1 }: FaultOutcome): void {
  if (faults === 0) return // it was over before the fault could be made
  const results = readResults()
  const { times = 0, rows = 0 } = results[id] ?? {}
  const day = new Date().toISOString().slice(0, 10)
  writeResults({ ...results, [id]: { times: times + faults, rows: rows + triedRows, day } })
}

/** After a try that failed. */
export function forgetTries({ id }: FaultRow): void {
  writeResults(Object.fromEntries(Object.entries(readResults()).filter(([name]) => name !== id)))
}

function writeResults(results: Readonly<Record<string, FaultResult>>): void {
  const sorted = Object.entries(results).sort(([a], [b]) => (a < b ? -1 : 1))
  writeFileSync(`${file}.tmp`, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`)
  renameSync(`${file}.tmp`, file)
}
