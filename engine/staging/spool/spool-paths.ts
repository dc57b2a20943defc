// Where the spool of a database is, and which file in it says that somebody consumes.
import { join } from 'node:path'
import type { Config } from '../../config/config.ts'

export function spoolDir(config: Pick<Config, 'DATA_DIR' | 'CLICKHOUSE_DATABASE'>): string {
  return join(config.DATA_DIR, 'spool', config.CLICKHOUSE_DATABASE)
}

/** Locked by the one process that consumes. */
export function consumerLockFile(dir: string): string {
  return join(dir, 'consumer.lock')
}
