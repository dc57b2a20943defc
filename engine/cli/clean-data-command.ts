// `millrace clean-data`: forgets DATA_DIR, after asking; never while something runs in it, and never what is not ours.
import { existsSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Command } from 'commander'
import type { Config } from '../config/config.ts'
import { MillraceError } from '../errors/millrace-error.ts'
import { tryExclusiveLock } from '../services/supervisor/exclusive-lock.ts'
import { confirm } from './confirm.ts'
import { exitCodes } from './exit-code.ts'

const lockFiles = ['clickhouse/supervisor.lock', 'kafka/supervisor.lock', 'redis/supervisor.lock', 'up/up.lock']
const ours = new Set(['bus', 'clickhouse', 'dead-letters', 'kafka', 'redis', 'spool', 'up'])

export function cleanDataCommand(readConfig: () => Config, setExitCode: (code: number) => void): Command {
  return new Command('clean-data')
    .description('forget DATA_DIR: embedded ClickHouse, local Kafka and Redis, spool and dead letters')
    .option('--yes', 'do not ask (make: YES=1)')
    .action(async (given: { yes?: boolean }) => {
      const { DATA_DIR: dir } = readConfig()
      if (!existsSync(dir)) {
        process.stderr.write(`there is nothing at ${dir}\n`)
        return
      }
      await assertOurs(dir)
      assertUnused(dir)
      if (!(await confirm(`Delete ${dir} with everything in it?`, given.yes))) {
        setExitCode(exitCodes.failed)
        return
      }
      await rm(dir, { recursive: true })
      process.stderr.write(`${dir} is gone\n`)
    })
}

async function assertOurs(dir: string): Promise<void> {
  const foreign = (await readdir(dir)).filter((name) => !ours.has(name))
  if (foreign.length === 0) return
  throw new MillraceError(
    'CONFIG',
    `DATA_DIR=${dir} holds what Millrace has not put there (${foreign.slice(0, 3).join(', ')}): nothing was deleted. ` +
      'Move that elsewhere, or delete the directory yourself',
  )
}

function assertUnused(dir: string): void {
  for (const lockFile of lockFiles) {
    const path = join(dir, lockFile)
    // The lock goes with this process.
    if (existsSync(path) && tryExclusiveLock(path) === undefined) {
      throw new MillraceError('CONFIG', `${dir} is in use: end what runs in it first (its services stop by themselves)`)
    }
  }
}
