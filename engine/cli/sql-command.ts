// `millrace sql`: one query on the configured warehouse, its answer on stdout.
import { Command } from 'commander'
import type { Config } from '../config/config.ts'
import { configError } from '../errors/millrace-error.ts'
import { openWarehouse } from '../warehouse/open-warehouse.ts'

export function sqlCommand(readConfig: () => Config): Command {
  return new Command('sql')
    .description('run one query; the answer is tab-separated on stdout unless the query names a FORMAT')
    .argument('<query>')
    .action(async (query: string) => {
      if (query.trim() === '') throw configError('QUERY', query, "it is SQL, such as QUERY='SELECT 1'")
      const opened = await openWarehouse(readConfig(), (message) => process.stderr.write(`${message}\n`))
      try {
        process.stdout.write(await opened.warehouse.text(query))
      } finally {
        await opened.close()
      }
    })
}
