// Whether another process consumes a spool just now: one at a time does, and the next one takes over.
import { closeSync, existsSync } from 'node:fs'
import { tryExclusiveLock } from '../../services/supervisor/exclusive-lock.ts'
import { consumerLockFile } from './spool-paths.ts'

/** A process that looks for the lock at the same moment finds it taken, and looks again. */
export function spoolIsTaken(dir: string): boolean {
  const lockFile = consumerLockFile(dir)
  if (!existsSync(lockFile)) return false
  const lock = tryExclusiveLock(lockFile)
  if (lock === undefined) return true
  closeSync(lock)
  return false
}
