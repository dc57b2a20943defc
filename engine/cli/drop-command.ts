// `millrace drop`: forgets a dataset's table and rollups, so that seeding starts over.
import { Command, Option } from 'commander'
import { configOfTable } from '../config/config-of-table.ts'
import type { Config } from '../config/config.ts'
import { datasetFileName } from '../dataset-file/dataset-file-name.ts'
import { isDatasetPath } from '../dataset-file/read/dataset-path.ts'
import { parseDataset } from '../config/parse-dataset.ts'
import { dropTables } from '../warehouse/ensure-tables.ts'
import { forgetFilled } from '../table/forget-filled.ts'
import { openWarehouse } from '../warehouse/open-warehouse.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'
import { confirm } from './confirm.ts'
import { exitCodes } from './exit-code.ts'

export function dropCommand(readConfig: () => Config, setExitCode: (code: number) => void): Command {
  return new Command('drop')
    .description(
      "drop a dataset's table and its rollups, or empty a table that was there before it was filled, after asking",
    )
    .addOption(new Option('--dataset <name>', 'name, or path of a dataset file (default: page_events)').env('DATASET'))
    .addOption(new Option('--table <db.table>', 'empties a table that make seed TABLE= has filled').env('TABLE'))
    .option('--yes', 'do not ask (make: YES=1)')
    .action(async (given: { dataset?: string; table?: string; yes?: boolean }) => {
      const { table, dataset = 'page_events', yes } = given
      const isDone = await drop(readConfig(), { table, dataset, yes })
      if (!isDone) setExitCode(exitCodes.failed)
    })
}

interface Given {
  readonly dataset: string
  readonly table?: string | undefined
  readonly yes?: boolean | undefined
}

async function drop(config: Config, { dataset, table, yes }: Given): Promise<boolean> {
  if (table !== undefined) {
    const named = configOfTable(config, table)
    return forget(named.config, named.table, yes)
  }
  if (!isDatasetPath(dataset)) return dropDataset(config, dataset, yes)
  return forget(config, await datasetFileName(dataset), yes)
}

async function dropDataset(config: Config, name: string, yes: boolean | undefined): Promise<boolean> {
  const dataset = parseDataset(name)
  const table = `${config.CLICKHOUSE_DATABASE}.${dataset.name}`
  if (!(await confirm(`Drop ${table} and its rollups, with all their rows?`, yes))) return false
  await withWarehouse(config, (warehouse) => dropTables(warehouse, dataset))
  process.stderr.write(`${table} and its rollups are gone\n`)
  return true
}

async function forget(config: Config, table: string, yes: boolean | undefined): Promise<boolean> {
  const name = `${config.CLICKHOUSE_DATABASE}.${table}`
  if (!(await confirm(`Delete all rows of ${name}, also those that were there before it was filled?`, yes)))
    return false
  await withWarehouse(config, async (warehouse) => {
    const outcome = await forgetFilled(warehouse, table)
    process.stderr.write(`${name} is ${outcome}, and its run is forgotten\n`)
  })
  return true
}

async function withWarehouse(config: Config, doing: (warehouse: Warehouse) => Promise<void>): Promise<void> {
  const opened = await openWarehouse(config, (message) => process.stderr.write(`${message}\n`))
  try {
    await doing(opened.warehouse)
  } finally {
    await opened.close()
  }
}
