// One measurement of all ratios in a process of its own, so that neither the test runner nor an earlier measurement has a
// part in how the code is compiled.
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { ratiosSchema, type Ratios } from './measure-ratios.ts'

const program = join(import.meta.dirname, 'print-ratios.ts')
const timeoutMs = 60_000

/** Rejects when the process fails, or has not ended within a minute. */
export async function freshRatios(): Promise<Ratios> {
  const { stdout } = await promisify(execFile)(process.execPath, [program], { timeout: timeoutMs })
  return ratiosSchema.parse(JSON.parse(stdout))
}
