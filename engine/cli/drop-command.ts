// `millrace drop`: forgets a dataset's table and rollups, so that seeding starts over.
import { Command, Option } from 'commander'
import type { Config } from '../config/config.ts'
import { parseDataset } from '../config/parse-dataset.ts'
import { dropTables } from '../warehouse/ensure-tables.ts'
import { openWarehouse } from '../warehouse/open-warehouse.ts'
import { confirm } from './confirm.ts'
import { exitCodes } from './exit-code.ts'

export function dropCommand(readConfig: () => Config, setExitCode: (code: number) => void): Command {
  return new Command('drop')
    .description("drop a dataset's table and its rollups, after asking")
    .addOption(new Option('--dataset <name>').env('DATASET').default('page_events'))
    .option('--yes', 'do not ask (make: YES=1)')
    .action(async (given: { dataset: string; yes?: boolean }) => {
      const dataset = parseDataset(given.dataset)
      const config = readConfig()
      const table = `${config.CLICKHOUSE_DATABASE}.${dataset.name}`
      if (!(await confirm(`Drop ${table} and its rollups, with all their rows?`, given.yes))) {
        setExitCode(exitCodes.failed)
        return
      }
      const opened = await openWarehouse(config, (message) => process.stderr.write(`${message}\n`))
      try {
        await dropTables(opened.warehouse, dataset)
        process.stderr.write(`${table} and its rollups are gone\n`)
      } finally {
        await opened.close()
      }
    })
}
