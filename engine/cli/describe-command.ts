// `millrace describe`: what a dataset is meant to be beside what is generated, and beside the table that it is to be like.
import { Command, Option } from 'commander'
import { configOfTable } from '../config/config-of-table.ts'
import type { Config } from '../config/config.ts'
import { configError } from '../errors/millrace-error.ts'
import type { ColumnFigures } from '../describe/column-figures.ts'
import { describe } from '../describe/describe.ts'
import { figuresOfTable } from '../describe/figures-of-table.ts'
import { formatDescription } from '../describe/format-description.ts'
import { openDataset } from '../preview/open-dataset.ts'
import { defaultSampleRows } from '../profile/dataset-options.ts'
import { knownColumns } from '../profile/draft/first-draft.ts'
import { profileLimits } from '../profile/measure/profile-limits.ts'
import { sampleTable } from '../profile/measure/sample.ts'
import { formatCount } from '../progress/format-progress.ts'
import { parseRowCount } from '../seed/parse-row-count.ts'
import { readAnyTable } from '../table/read-table.ts'
import { openWarehouse } from '../warehouse/open-warehouse.ts'
import { isSet, withJsonOption } from './common-options.ts'
import { givenVariables, type CommandVariable } from './given-variables.ts'

const rowsMax = 1_000_000
const variables: readonly CommandVariable<'DATASET' | 'TABLE' | 'FROM' | 'ROWS' | 'SEED'>[] = [
  ['DATASET', '--dataset <name|path>', 'what to describe: a dataset of ours, or a file (default: page_events)'],
  ['TABLE', '--table <db.table>', 'a table that is there: describes what make seed TABLE= would fill it with'],
  ['FROM', '--from <db.table>', 'a table that the dataset is to be like: compares the two'],
  ['ROWS', '--rows <n>', 'rows that are generated to look at (default: 100000)'],
  ['SEED', '--seed <text>', 'decides every value (default: 1)'],
]

export function describeCommand(readConfig: () => Config): Command {
  const command = new Command('describe').description('what a dataset is meant to be beside what is generated')
  for (const [variable, flag, description] of variables) command.addOption(new Option(flag, description).env(variable))
  return withJsonOption(command).action(async (given: Record<string, unknown>) => {
    const raw = givenVariables(variables, given)
    const rowCount = parseRowCount('ROWS', raw.ROWS ?? '100000')
    if (rowCount > rowsMax) throw configError('ROWS', String(rowCount), `it is at most ${rowsMax}`)
    const notify = (message: string): void => void process.stderr.write(`${message}\n`)
    const dataset = await openDataset(readConfig(), raw, notify)
    const table =
      raw.FROM === undefined ? new Map<string, ColumnFigures>() : await readFigures(readConfig(), raw.FROM, notify)
    const seed = raw.SEED ?? '1'
    const columns = describe(dataset, { rowCount, seed, nowMs: Date.now() }, table)
    process.stdout.write(`${dataset.name}: ${formatCount(rowCount)} rows generated, seed ${seed}\n`)
    process.stdout.write(`${formatDescription(columns)}\n`)
    if (!isSet(given['json'] === true || undefined, 'JSON')) return
    const described = columns.map(({ column, ...rest }) => ({ name: column.name, ...rest }))
    process.stdout.write(`${JSON.stringify({ dataset: dataset.name, rows: rowCount, columns: described })}\n`)
  })
}

async function readFigures(
  configGiven: Config,
  from: string,
  notify: (message: string) => void,
): Promise<ReadonlyMap<string, ColumnFigures>> {
  const { config, table: name } = configOfTable(configGiven, from, 'FROM')
  const opened = await openWarehouse(config, notify)
  const reader = opened.warehouse.reader(profileLimits)
  try {
    const table = await readAnyTable(opened.warehouse, name)
    const sample = await sampleTable(reader, table, defaultSampleRows)
    return await figuresOfTable(reader, sample, knownColumns(table).columns)
  } finally {
    await reader.close()
    await opened.close()
  }
}
