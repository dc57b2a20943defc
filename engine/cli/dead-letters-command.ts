// `millrace dead-letters`: lists the blocks that ClickHouse refused, with the reason; puts them in again, or drops them.
import { join } from 'node:path'
import { Command } from 'commander'
import type { Config } from '../config/config.ts'
import { DeadLetters } from '../drain/dead-letters.ts'
import { replayDeadLetters } from '../drain/replay-dead-letters.ts'
import { openWarehouse } from '../warehouse/open-warehouse.ts'
import { isSet } from './common-options.ts'
import { confirm } from './confirm.ts'
import { exitCodes } from './exit-code.ts'

interface DeadLetterFlags {
  readonly replay?: boolean
  readonly drop?: boolean
  readonly yes?: boolean
}

export function deadLettersCommand(readConfig: () => Config, setExitCode: (code: number) => void): Command {
  return new Command('dead-letters')
    .description('list the blocks that ClickHouse refused, and why')
    .option('--replay', 'insert them again; those that are taken leave the list (make: REPLAY=1)')
    .option('--drop', 'forget them, after asking (make: DROP=1)')
    .option('--yes', 'do not ask (make: YES=1)')
    .action(async (given: DeadLetterFlags) => {
      const config = readConfig()
      const deadLetters = new DeadLetters(join(config.DATA_DIR, 'dead-letters'))
      if (isSet(given.replay, 'REPLAY')) setExitCode(await replay(config, deadLetters))
      else if (isSet(given.drop, 'DROP')) setExitCode(await drop(deadLetters, given.yes))
      else await list(deadLetters)
    })
}

async function list(deadLetters: DeadLetters): Promise<void> {
  const letters = await deadLetters.list()
  for (const { name, reason, block } of letters) {
    process.stdout.write(`${name}\t${block?.header.rowCount ?? '?'} rows\t${reason}\n`)
  }
  process.stderr.write(`${letters.length} dead letters in ${deadLetters.dir}\n`)
}

async function replay(config: Config, deadLetters: DeadLetters): Promise<number> {
  const opened = await openWarehouse(config, (message) => process.stderr.write(`${message}\n`))
  try {
    const { taken, refused } = await replayDeadLetters(opened.warehouse, deadLetters, config.RETRY_SECONDS)
    for (const { name, reason } of refused) process.stdout.write(`${name}\t${reason}\n`)
    process.stderr.write(`${taken} taken, ${refused.length} refused again\n`)
    return refused.length > 0 ? exitCodes.failed : exitCodes.done
  } finally {
    await opened.close()
  }
}

async function drop(deadLetters: DeadLetters, yes: boolean | undefined): Promise<number> {
  const letters = await deadLetters.list()
  if (letters.length > 0 && !(await confirm(`Drop ${letters.length} dead letters?`, yes))) return exitCodes.failed
  for (const letter of letters) await deadLetters.remove(letter)
  process.stderr.write(`${letters.length} dead letters dropped\n`)
  return exitCodes.done
}
