// Removes what producers left half written when they died. It promises to leave alone whatever a living process may still
// be writing: a file goes when its process is gone and nothing has been written to it for a minute, or for an hour if
// the process id lives (ids are used again). Should it ever be wrong, the producer's rename fails and it appends again.
import { join } from 'node:path'
import { systemErrorCode } from '../../errors/error-message.ts'
import type { Files, Machine } from '../../machine/machine.ts'
import { temporaryFileProcessId } from './spool-file-name.ts'

const idleMsMin = 60_000
const idleMsMax = 3_600_000

export async function removeStaleFiles(dir: string, machine: Machine, nowMs: number): Promise<void> {
  const { files } = machine
  for (const name of await files.readdir(dir)) {
    const processId = temporaryFileProcessId(name)
    if (processId === undefined) continue
    const path = join(dir, name)
    const writtenMs = await lastWrittenMs(files, path)
    if (writtenMs === undefined) continue
    const idleMs = nowMs - writtenMs
    const isStale = idleMs > idleMsMax || (idleMs > idleMsMin && !machine.isAlive(processId))
    if (isStale) await files.rm(path, { force: true })
  }
}

async function lastWrittenMs(files: Files, path: string): Promise<number | undefined> {
  try {
    return (await files.stat(path)).mtimeMs
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return undefined // it has been renamed into place meanwhile
    throw error
  }
}
