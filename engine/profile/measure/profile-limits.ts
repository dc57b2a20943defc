// What the queries of a profile may cost, of which there are a few for each column.
import type { ReadLimits } from '../../warehouse/read-limits.ts'

export const profileLimits: ReadLimits = {
  executionSecondsMax: 600,
  streamSecondsMax: 600,
  memoryBytesMax: 4 * 2 ** 30,
  readRowsMax: 1e12,
  resultRowsMax: 100_000,
}
