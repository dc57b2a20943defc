// `millrace preview`: a few rows of a dataset, before any table is filled with them.
import { Command, Option } from 'commander'
import type { Config } from '../config/config.ts'
import { openDataset } from '../preview/open-dataset.ts'
import { previewJson, previewText } from '../preview/preview.ts'
import { parseRowCount } from '../seed/parse-row-count.ts'
import { isSet, withJsonOption } from './common-options.ts'
import { configError } from '../errors/millrace-error.ts'
import { givenVariables, type CommandVariable } from './given-variables.ts'

const rowsMax = 10_000
const variables: readonly CommandVariable<'DATASET' | 'TABLE' | 'ROWS' | 'SEED'>[] = [
  ['DATASET', '--dataset <name|path>', 'what to show: a dataset of ours, or a file (default: page_events)'],
  ['TABLE', '--table <db.table>', 'a table that is there: shows what make seed TABLE= would fill it with'],
  ['ROWS', '--rows <n>', 'how many rows (default: 20)'],
  ['SEED', '--seed <text>', 'decides every value (default: 1)'],
]

export function previewCommand(readConfig: () => Config): Command {
  const command = new Command('preview').description('a few rows of a dataset, as seed would generate them')
  for (const [variable, flag, description] of variables) command.addOption(new Option(flag, description).env(variable))
  return withJsonOption(command).action(async (given: Record<string, unknown>) => {
    const raw = givenVariables(variables, given)
    const rowCount = parseRowCount('ROWS', raw.ROWS ?? '20')
    if (rowCount > rowsMax) throw configError('ROWS', String(rowCount), `it is at most ${rowsMax}: make csv makes more`)
    const dataset = await openDataset(readConfig(), raw, (message) => process.stderr.write(`${message}\n`))
    const options = { rowCount, seed: raw.SEED ?? '1', nowMs: Date.now() }
    const asJson = isSet(given['json'] === true || undefined, 'JSON')
    const width = process.stdout.isTTY ? process.stdout.columns : Infinity
    process.stdout.write(`${asJson ? previewJson(dataset, options) : previewText(dataset, options, width)}\n`)
  })
}
