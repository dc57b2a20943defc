// Every row of the fault matrix, whether it was ever tried or not: test files are asked to name their rows, and none is run.
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { promisify } from 'node:util'
import { bareEnvironment } from '@millrace/engine/testing/bare-environment.ts'
import { z } from 'zod'
import { faultParts } from '../matrix/fault-row.ts'

const root = join(import.meta.dirname, '../..')
const listMsMax = 240_000

const listedTests = z.array(z.object({ name: z.string(), file: z.string() }))
const rowSchema = z.object({
  id: z.string(),
  part: z.enum(faultParts),
  fault: z.string(),
  holds: z.string(),
  assumes: z.string().optional(),
  times: z.object({ short: z.int(), full: z.int() }),
})

export type RegisteredRow = z.output<typeof rowSchema> & {
  /** The file of the test, from the root of the repository. */
  readonly test: string
}

/** Those that `make test-faults` tries. Throws when two rows have one id, or a file cannot be read. */
export async function registeredRows(): Promise<RegisteredRow[]> {
  const rows = (await listTests()).map(({ name, file }) => ({
    ...rowSchema.parse(JSON.parse(name)),
    test: relative(root, file),
  }))
  const twice = rows.find(({ id }, index) => rows.findIndex((other) => other.id === id) !== index)
  if (twice !== undefined) throw new Error(`two rows are called ${twice.id}: give one of them another id`)
  return rows.filter(({ times }) => times.full > 0)
}

async function listTests(): Promise<z.output<typeof listedTests>> {
  const folder = await mkdtemp(join(tmpdir(), 'millrace-rows-'))
  try {
    const file = join(folder, 'tests.json')
    const vitest = join(root, 'node_modules/vitest/vitest.mjs')
    await promisify(execFile)(process.execPath, [vitest, 'list', '--no-static-parse', `--json=${file}`], {
      cwd: root,
      env: bareEnvironment({ MILLRACE_TESTS: 'faults', FAULT_ROWS: 'list' }),
      timeout: listMsMax,
    })
    return listedTests.parse(JSON.parse(await readFile(file, 'utf8')))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
