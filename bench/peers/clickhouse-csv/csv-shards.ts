// The rows that Millrace makes as CSV files, written by the server where it can read them again.
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { quoteName, quoteString } from '@millrace/schemas/column/quote-string.ts'
import { typeName } from '@millrace/schemas/column/type-name.ts'
import type { Arena } from '../../end-to-end/contender.ts'
import { ReadyTable } from '../../limits/ready-table.ts'

export interface CsvShardsOptions {
  readonly folder: string
  readonly shardCount: number
  readonly rows: number
}

/** Resolves to the table function that reads all of them: `file(…)`. Each shard is a stretch of time, in order. */
export async function csvShards({ warehouse, dataset }: Arena, options: CsvShardsOptions): Promise<string> {
  const { folder, shardCount, rows } = options
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const structure = dataset.columns.map(({ name, type }) => `${quoteName(name)} ${typeName(type)}`).join(', ')
  const file = (name: string): string => `file(${quoteString(join(folder, name))}, CSV, ${quoteString(structure)})`
  const table = await ReadyTable.fill({ warehouse, dataset, name: 'bench_csv_rows', rows })
  try {
    for (let shard = 0; shard < shardCount; shard++) {
      const [first, end] = [shard, shard + 1].map((edge) => Math.floor((rows * edge) / shardCount))
      const part = `SELECT * FROM ${table.name} ORDER BY ${quoteName(dataset.roles.time)} LIMIT ${(end ?? 0) - (first ?? 0)} OFFSET ${first ?? 0}`
      await warehouse.command(`INSERT INTO FUNCTION ${file(`shard-${shard}.csv`)} ${part}`)
    }
  } finally {
    await table.drop()
  }
  return file('shard-*.csv')
}
