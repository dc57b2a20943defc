// Removes what producers left half written when they died. It promises to leave alone whatever a living process may still
// be writing: a file goes when its process is gone and nothing has been written to it for a minute, or for an hour if
// the process id lives (ids are used again). Should it ever be wrong, the producer's rename fails and it appends again.
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { systemErrorCode } from '../../errors/error-message.ts'
import { temporaryFileProcessId } from './spool-file-name.ts'

const idleMsMin = 60_000
const idleMsMax = 3_600_000

export async function removeStaleFiles(dir: string, nowMs: number): Promise<void> {
  for (const name of await readdir(dir)) {
    const processId = temporaryFileProcessId(name)
    if (processId === undefined) continue
    const writtenMs = await lastWrittenMs(join(dir, name))
    if (writtenMs === undefined) continue
    const idleMs = nowMs - writtenMs
    if (idleMs > idleMsMax || (idleMs > idleMsMin && !isAlive(processId))) await rm(join(dir, name), { force: true })
  }
}

async function lastWrittenMs(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).mtimeMs
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return undefined // it has been renamed into place meanwhile
    throw error
  }
}

function isAlive(processId: number): boolean {
  try {
    return process.kill(processId, 0)
  } catch (error) {
    return systemErrorCode(error) !== 'ESRCH'
  }
}
