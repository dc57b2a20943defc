// Whether another process consumes the configured spool just now: one at a time does, and the next one takes over.
import { closeSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config/config.ts'
import { tryExclusiveLock } from '../services/supervisor/exclusive-lock.ts'

/** A process that looks for the lock at the same moment finds it taken, and looks again. */
export function spoolIsTaken(config: Config): boolean {
  const lockFile = join(config.DATA_DIR, 'spool', config.CLICKHOUSE_DATABASE, 'consumer.lock')
  if (!existsSync(lockFile)) return false
  const lock = tryExclusiveLock(lockFile)
  if (lock === undefined) return true
  closeSync(lock)
  return false
}
