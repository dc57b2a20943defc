// What a measurement leaves in the dataset's table and its rollups, as it stands right after the last row is in.
import { quoteString } from '@millrace/schemas/column/quote-string.ts'
import { rollupsOf } from '@millrace/schemas/ddl/rollup-ddl.ts'
import { z } from 'zod'
import type { RunResult } from '../report/bench-report.ts'
import type { Arena } from './contender.ts'

export interface LeftBehind {
  readonly rows: number
  readonly left: NonNullable<RunResult['left']>
}

const leftRow = z.object({
  rows: z.int(),
  parts: z.int(),
  mergesRunning: z.int(),
  bytes: z.number(),
  rollupBytes: z.number(),
})

export async function leftBehind({ warehouse, dataset }: Arena): Promise<LeftBehind> {
  const tables = [dataset.name, ...Object.values(rollupsOf(dataset)).map(({ table }) => table)].map(quoteString).join()
  const ofTables = `database = {database:String} AND table IN (${tables})`
  const [found] = await warehouse.query(
    `SELECT sumIf(rows, table = {table:String}) AS rows, count() AS parts,
       sumIf(bytes_on_disk, table = {table:String}) AS bytes, sumIf(bytes_on_disk, table != {table:String}) AS rollupBytes,
       (SELECT count() FROM system.merges WHERE ${ofTables}) AS mergesRunning
     FROM system.parts WHERE active AND ${ofTables}`,
    leftRow,
    { database: warehouse.database, table: dataset.name },
  )
  if (found === undefined) throw new Error('system.parts has not answered')
  const { rows, parts, mergesRunning, bytes, rollupBytes } = found
  const perRow = (size: number): number => (rows === 0 ? 0 : size / rows)
  return { rows, left: { parts, mergesRunning, bytesPerRow: perRow(bytes), rollupBytesPerRow: perRow(rollupBytes) } }
}
