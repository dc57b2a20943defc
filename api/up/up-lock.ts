// One `make up` for each DATA_DIR: whoever holds the lock says in the file who and where it is. It dies with its holder.
import { closeSync, ftruncateSync, mkdirSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { MillraceError } from '@millrace/engine/errors/millrace-error.ts'
import { dataDirError } from '@millrace/engine/services/process/data-dir-error.ts'
import { tryExclusiveLock } from '@millrace/engine/services/supervisor/exclusive-lock.ts'

const holderSchema = z.object({ processId: z.int(), dashboard: z.string(), api: z.string() })

export type UpHolder = z.output<typeof holderSchema>

export interface UpLock {
  /** Says to who comes next who holds it. */
  tell(holder: UpHolder): void
  release(): void
}

/** Throws `SERVICE_FAILED` naming the one that runs, and `CONFIG` or `DISK_FULL` when DATA_DIR cannot be written. */
export function takeUpLock(dataDir: string): UpLock {
  const file = join(dataDir, 'up', 'up.lock')
  const lock = openLock(dataDir, file)
  if (lock === undefined) throw runsAlready(dataDir, readHolder(file))
  ftruncateSync(lock)
  return {
    tell: (holder) => void writeSync(lock, JSON.stringify(holder), 0),
    release: () => closeSync(lock),
  }
}

function openLock(dataDir: string, file: string): number | undefined {
  try {
    mkdirSync(join(dataDir, 'up'), { recursive: true, mode: 0o700 })
    return tryExclusiveLock(file)
  } catch (error) {
    throw dataDirError(dataDir, error)
  }
}

/** Undefined when it has not said yet who it is. */
function readHolder(file: string): UpHolder | undefined {
  const text = readFileSync(file, 'utf8')
  return text === '' ? undefined : holderSchema.parse(JSON.parse(text))
}

function runsAlready(dataDir: string, holder: UpHolder | undefined): MillraceError {
  const who =
    holder === undefined ? '' : `: process ${holder.processId}, dashboard ${holder.dashboard}, API ${holder.api}`
  return new MillraceError(
    'SERVICE_FAILED',
    `make up runs already in DATA_DIR=${dataDir}${who}. Use that one, end it with Ctrl-C, or choose another DATA_DIR`,
  )
}
