// What a dataset file says of how its table is made: the keys and codecs of one that is there.
import type { DatasetFileInput } from '@millrace/schemas/dataset-file/dataset-file.ts'
import { z } from 'zod'
import type { WarehousePort } from '../../warehouse/warehouse-port.ts'

export interface TableLayout {
  readonly table: NonNullable<DatasetFileInput['table']>
  /** By column, what stands in `CODEC(…)`. */
  readonly codecs: ReadonlyMap<string, string>
}

const keysRow = z.object({ sortingKey: z.string(), partitionKey: z.string() })
const codecRow = z.object({ name: z.string(), codec: z.string() })

export async function readTableLayout(warehouse: WarehousePort, name: string): Promise<TableLayout> {
  const params = { database: warehouse.database, table: name }
  const [keys] = await warehouse.query(
    `SELECT sorting_key AS sortingKey, partition_key AS partitionKey FROM system.tables
     WHERE database = {database:String} AND name = {table:String}`,
    keysRow,
    params,
  )
  const codecs = await warehouse.query(
    `SELECT name, compression_codec AS codec FROM system.columns
     WHERE database = {database:String} AND table = {table:String} AND compression_codec != ''`,
    codecRow,
    params,
  )
  const { sortingKey = '', partitionKey = '' } = keys ?? {}
  const orderBy = splitKey(sortingKey)
  return {
    table: {
      orderBy: orderBy.length === 0 ? ['tuple()'] : orderBy,
      ...(partitionKey === '' ? {} : { partitionBy: partitionKey }),
    },
    codecs: new Map(codecs.map(({ name: column, codec }) => [column, codec.replace(/^CODEC\((.*)\)$/, '$1')])),
  }
}

/** At the commas that are in no parentheses and in no quotes. */
export function splitKey(key: string): string[] {
  const parts: string[] = []
  let depth = 0
  let part = ''
  for (const piece of key.match(/'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`|./gs) ?? []) {
    if (piece === ',' && depth === 0) {
      parts.push(part.trim())
      part = ''
      continue
    }
    if (piece === '(' || piece === '[') depth++
    if (piece === ')' || piece === ']') depth--
    part += piece
  }
  return [...parts, part.trim()].filter((each) => each !== '')
}
