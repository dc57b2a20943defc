// A spool that a seeding process has filled and nobody has drained: its lock was held meanwhile, and the process is dead.
import { closeSync } from 'node:fs'
import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { tryExclusiveLock } from '@millrace/engine/services/supervisor/exclusive-lock.ts'
import { parseSpoolFileName } from '@millrace/engine/staging/spool/spool-file-name.ts'
import { consumerLockFile, spoolDir } from '@millrace/engine/staging/spool/spool-paths.ts'
import type { PipelineTry, TestPipeline } from '../pipeline/test-pipeline.ts'
import { until } from '../pipeline/until.ts'

export interface UndrainedSpool {
  readonly dir: string
  /** Paths of the staged blocks, the first one first. */
  readonly files: readonly string[]
}

/** `args` is a seeding command of so many batches. */
export async function undrainedSpool(
  pipeline: TestPipeline,
  attempt: PipelineTry,
  args: readonly string[],
  batchCount: number,
): Promise<UndrainedSpool> {
  const dir = spoolDir({ DATA_DIR: pipeline.dataDir, CLICKHOUSE_DATABASE: attempt.name })
  await mkdir(dir, { recursive: true, mode: 0o700 })
  const lock = tryExclusiveLock(consumerLockFile(dir))
  if (lock === undefined) throw new Error(`${dir} is drained by someone else`)
  const seeding = attempt.start(...args)
  try {
    await until(`${batchCount} blocks in ${dir}`, async () => (await blockFiles(dir)).length === batchCount)
  } finally {
    seeding.child.kill('SIGKILL')
    await seeding.result
    closeSync(lock)
  }
  return { dir, files: await blockFiles(dir) }
}

/** Paths of the blocks that are in the folder, directories of such a name included. */
export async function blockFiles(dir: string): Promise<string[]> {
  const names = await readdir(dir)
  return names
    .filter((name) => parseSpoolFileName(name) !== undefined)
    .sort()
    .map((name) => join(dir, name))
}
