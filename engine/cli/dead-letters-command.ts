// `millrace dead-letters`: lists the blocks that ClickHouse refused, with the reason; shows what is in one; puts them in
// again, or drops them.
import { join } from 'node:path'
import { datasets } from '@millrace/schemas/datasets/datasets.ts'
import { Command, Option } from 'commander'
import { assertBlockIntact, blockHeaderFields, type Block } from '../block/block.ts'
import type { Config } from '../config/config.ts'
import { DeadLetters, type DeadLetter } from '../drain/dead-letters.ts'
import { peekBlock } from '../drain/peek-block.ts'
import { replayDeadLetters } from '../drain/replay-dead-letters.ts'
import { configError, isMillraceError } from '../errors/millrace-error.ts'
import { formatCount } from '../progress/format-progress.ts'
import { openWarehouse } from '../warehouse/open-warehouse.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'
import { dropBrokenMessages, listBrokenMessages } from './clickhouse-dead-letters.ts'
import { isSet } from './common-options.ts'
import { confirm } from './confirm.ts'
import { exitCodes } from './exit-code.ts'

interface DeadLetterFlags {
  readonly letter?: string
  readonly show?: boolean
  readonly replay?: boolean
  readonly drop?: boolean
  readonly yes?: boolean
}

const shownRowsMax = 3

export function deadLettersCommand(readConfig: () => Config, setExitCode: (code: number) => void): Command {
  return new Command('dead-letters')
    .description('list the blocks that ClickHouse refused, and why')
    .addOption(new Option('--letter <name>', 'only this one, as the list names it').env('LETTER'))
    .option('--show', `what is in them: header, checksum, the first ${shownRowsMax} rows (make: SHOW=1)`)
    .option('--replay', 'insert them again; those that are taken leave the list (make: REPLAY=1)')
    .option('--drop', 'forget them, after asking (make: DROP=1)')
    .option('--yes', 'do not ask (make: YES=1)')
    .action(async (given: DeadLetterFlags) => {
      const config = readConfig()
      const deadLetters = new DeadLetters(join(config.DATA_DIR, 'dead-letters'))
      const letters = await chosen(deadLetters, given.letter)
      if (isSet(given.show, 'SHOW')) await show(config, letters)
      else if (isSet(given.replay, 'REPLAY')) setExitCode(await replay(config, deadLetters, letters))
      else if (isSet(given.drop, 'DROP')) setExitCode(await drop(config, deadLetters, letters, given))
      else {
        list(deadLetters, letters)
        if (config.DRAIN === 'clickhouse') await listBrokenMessages(config)
      }
    })
}

async function chosen(deadLetters: DeadLetters, name: string | undefined): Promise<DeadLetter[]> {
  const letters = await deadLetters.list()
  if (name === undefined || name === '') return letters
  const found = letters.filter((letter) => letter.name === name)
  if (found.length === 0) throw configError('LETTER', name, 'it must be one that make dead-letters lists')
  return found
}

function list({ dir }: DeadLetters, letters: readonly DeadLetter[]): void {
  for (const { name, reason, block } of letters) {
    process.stdout.write(`${name}\t${block?.header.rowCount ?? '?'} rows\t${reason}\n`)
  }
  process.stderr.write(`${letters.length} dead letters in ${dir}\n`)
  if (letters.length > 0)
    process.stderr.write('SHOW=1 shows what is in them, REPLAY=1 inserts them again, DROP=1 forgets them\n')
}

async function show(config: Config, letters: readonly DeadLetter[]): Promise<void> {
  const opened = await openWarehouse(config, (message) => process.stderr.write(`${message}\n`))
  try {
    for (const { name, reason, block } of letters) {
      process.stdout.write(`${name}\nreason: ${reason}\n`)
      if (block !== undefined)
        process.stdout.write(`${headerText(block)}\n${await rowsText(opened.warehouse, block)}\n`)
    }
  } finally {
    await opened.close()
  }
}

function headerText(block: Block): string {
  const fields = blockHeaderFields(block).map(([field, value]) => `${field}: ${value}`)
  return [
    ...fields,
    `frame: ${formatCount(block.frame.byteLength)} bytes, ${damageOf(block) ?? 'as its checksum says'}`,
  ].join('\n')
}

function damageOf(block: Block): string | undefined {
  try {
    assertBlockIntact(block)
    return undefined
  } catch (error) {
    if (!isMillraceError(error, 'CORRUPT_RECORD')) throw error
    return `damaged (${error.message})`
  }
}

/** Rows, or why there are none to be seen. */
async function rowsText(warehouse: Warehouse, block: Block): Promise<string> {
  const dataset = datasets.get(block.header.dataset)
  if (dataset === undefined) return `rows: ${block.header.dataset} is not a dataset of this version of Millrace`
  try {
    return await peekBlock(warehouse, dataset, block, shownRowsMax)
  } catch (error) {
    if (!isMillraceError(error, 'WAREHOUSE_REJECTED')) throw error
    return `rows: ClickHouse cannot read them: ${error.message}`
  }
}

async function replay(config: Config, deadLetters: DeadLetters, letters: readonly DeadLetter[]): Promise<number> {
  const opened = await openWarehouse(config, (message) => process.stderr.write(`${message}\n`))
  try {
    const { taken, refused } = await replayDeadLetters(opened.warehouse, deadLetters, config.RETRY_SECONDS, letters)
    for (const { name, reason } of refused) process.stdout.write(`${name}\t${reason}\n`)
    process.stderr.write(`${taken} taken, ${refused.length} refused again\n`)
    return refused.length > 0 ? exitCodes.failed : exitCodes.done
  } finally {
    await opened.close()
  }
}

async function drop(
  config: Config,
  deadLetters: DeadLetters,
  letters: readonly DeadLetter[],
  { letter: only, yes }: DeadLetterFlags,
): Promise<number> {
  // One letter that is named is a block of Millrace's own drain.
  const withBroken = config.DRAIN === 'clickhouse' && (only === undefined || only === '')
  const what = `${letters.length} dead letters${withBroken ? ', and the messages that ClickHouse could not take' : ''}`
  if ((letters.length > 0 || withBroken) && !(await confirm(`Drop ${what}?`, yes))) return exitCodes.failed
  for (const letter of letters) await deadLetters.remove(letter)
  if (withBroken)
    process.stderr.write(`${await dropBrokenMessages(config)} messages forgotten
`)
  process.stderr.write(`${letters.length} dead letters dropped\n`)
  return exitCodes.done
}
