// How fast tables of others are filled, held against their own limit L: blocks of the same rows that are ready, four inserts at
// once, nothing else. Tables are those of dataset files, in the order in which they refer to each other, or of a file of DDL.
import { readFile } from 'node:fs/promises'
import { reportFailure } from '@millrace/engine/cli/exit-code.ts'
import { loadDatasetFile } from '@millrace/engine/dataset-file/load-dataset-file.ts'
import { configError } from '@millrace/engine/errors/millrace-error.ts'
import { parseRowCount } from '@millrace/engine/seed/parse-row-count.ts'
import type { Warehouse } from '@millrace/engine/warehouse/warehouse.ts'
import { quoteName } from '@millrace/schemas/column/quote-string.ts'
import { pageEvents } from '@millrace/schemas/datasets/page-events.ts'
import { qualifiedName } from '@millrace/schemas/ddl/identifier.ts'
import { deduplicationWindowBlocks } from '@millrace/schemas/ddl/cluster-ddl.ts'
import { openArena } from '../end-to-end/open-arena.ts'
import { measureTable, type TableRun } from './measure-table.ts'

const { env } = process
const createPattern = /CREATE (?:OR REPLACE )?TABLE\s+(?:IF NOT EXISTS\s+)?(?:\w+\.)?(\w+)/i

try {
  const rows = parseRowCount('ROWS', env['ROWS'] ?? '1e6')
  const rounds = parseRowCount('ROUNDS', env['ROUNDS'] ?? '3')
  const [datasets = '', ddl = ''] = [env['DATASET'], env['DDL']]
  if (datasets === '' && ddl === '') throw configError('DATASET', '', 'give dataset files, or DDL=file.sql')
  const staging = env['STAGING'] === 'kafka' || env['STAGING'] === 'spool' ? env['STAGING'] : 'none'
  const opened = await openArena({ dataset: pageEvents, rows, notify: () => undefined })
  try {
    const workers = env['WORKERS'] === undefined ? {} : { workers: parseRowCount('WORKERS', env['WORKERS']) }
    const options = { arena: opened.arena, rows, rounds, staging, ...workers } as const
    if (datasets !== '') {
      for (const path of datasets.split(',')) {
        const { file } = await loadDatasetFile(path)
        print(await measureTable({ table: file.name, typed: { DATASET: path } }, options))
      }
    }
    if (ddl !== '') {
      const table = await makeTable(opened.arena.warehouse, await readFile(ddl, 'utf8'))
      print(await measureTable({ table, typed: { TABLE: table } }, options))
    }
  } finally {
    await opened.close()
  }
} catch (error) {
  process.exitCode = reportFailure(error, (text) => process.stderr.write(text))
}

/** Its name. Of what is made by somebody else's DDL, only the memory of inserts is changed. */
async function makeTable(warehouse: Warehouse, ddl: string): Promise<string> {
  const table = createPattern.exec(ddl)?.[1]
  if (table === undefined) throw configError('DDL', ddl.slice(0, 60), 'it is a file with one CREATE TABLE')
  const name = qualifiedName(warehouse.database, table)
  await warehouse.command(`CREATE DATABASE IF NOT EXISTS ${quoteName(warehouse.database)}`)
  await warehouse.command(ddl.replace(createPattern, `CREATE TABLE ${name}`).replace(/;\s*$/, ''))
  await warehouse.command(
    `ALTER TABLE ${name} MODIFY SETTING non_replicated_deduplication_window = ${deduplicationWindowBlocks}`,
  )
  return table
}

function print({ table, columnCount, seededPerSecond, limitPerSecond }: TableRun): void {
  const thousands = (perSecond: number): string => `${Math.round(perSecond / 1000).toLocaleString('en-US')} k rows/s`
  console.log(
    `${table.padEnd(12)} ${String(columnCount).padStart(3)} columns: ` +
      `seeded ${thousands(seededPerSecond)}, L ${thousands(limitPerSecond)}, ${(seededPerSecond / limitPerSecond).toFixed(2)} of L`,
  )
}
