// A shard as Parquet, which ClickHouse makes of our blocks: they go into a table of their own, whose rows are then streamed
// into the file. The table is dropped at the end; what a process that died has left is dropped by the next one.
import { createHash } from 'node:crypto'
import { quoteName } from '@millrace/schemas/column/quote-string.ts'
import { typeName } from '@millrace/schemas/column/type-name.ts'
import { isEventDataset, type DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import { fileTableDdl } from '@millrace/schemas/ddl/file-table-ddl.ts'
import { qualifiedName } from '@millrace/schemas/ddl/identifier.ts'
import { tableDdl } from '@millrace/schemas/ddl/table-ddl.ts'
import { MillraceError } from '../errors/millrace-error.ts'
import { retryWhileAway, type RetryOptions } from '../retry/retry-while-away.ts'
import { answerBytes } from '../warehouse/answer-bytes.ts'
import { insertPiece } from '../warehouse/insert-piece.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'
import type { ShardCompression } from './shard-format.ts'
import type { ShardWriter } from './shard-writer.ts'

export interface ParquetShardOptions {
  readonly warehouse: Warehouse
  readonly retry: RetryOptions
  readonly dataset: DatasetDefinition
  readonly compression: ShardCompression
  /** Of the file: tells the tables of different shards apart. */
  readonly path: string
  readonly file: ShardWriter
}

const methods = { none: 'none', lz4: 'lz4', gz: 'gzip', zst: 'zstd' } as const satisfies Record<
  ShardCompression,
  string
>

/** What every file of this format starts and ends with. */
const magic = 'PAR1'

export async function openParquetShard(options: ParquetShardOptions): Promise<ShardWriter> {
  const { warehouse, dataset, path, file } = options
  const table = `millrace_shard_${createHash('sha256').update(path).digest('hex').slice(0, 16)}`
  const name = qualifiedName(warehouse.database, table)
  const away = <Result>(attempt: () => Promise<Result>): Promise<Result> => retryWhileAway(options.retry, attempt)
  const drop = (): Promise<void> => away(() => warehouse.command(`DROP TABLE IF EXISTS ${name} SYNC`))
  await away(() => warehouse.command(`CREATE DATABASE IF NOT EXISTS ${quoteName(warehouse.database)}`))
  await drop()
  await away(() => warehouse.command(ddlOf(dataset, table, warehouse.database)))
  return {
    async append(bytes, batch) {
      await away(() => insertPiece(warehouse, { into: name, format: 'Native', body: bytes, token: String(batch) }))
    },
    async finish() {
      let tail = Buffer.alloc(0)
      await answerBytes(
        warehouse,
        `SELECT * FROM ${name}${orderClause(dataset)} FORMAT Parquet`,
        { output_format_parquet_compression_method: methods[options.compression] },
        async (chunk) => {
          await file.append(chunk, 0)
          tail = Buffer.concat([tail, chunk.subarray(-magic.length)]).subarray(-magic.length)
        },
      )
      if (tail.toString('latin1') !== magic) throw cut(path)
      await drop()
      return file.finish()
    },
    async discard() {
      await file.discard()
      await drop()
    },
  }
}

function ddlOf(dataset: DatasetDefinition, table: string, database: string): string {
  if (isEventDataset(dataset)) return tableDdl({ ...dataset, name: table }, { database, ttlMonths: 0 })
  const columns = dataset.columns.map(({ name, type }) => ({ name, type: typeName(type) }))
  return fileTableDdl({ name: table, comment: '', columns, orderBy: [] }, database)
}

/** By time, if rows have one. */
function orderClause({ roles, columns }: DatasetDefinition): string {
  const time = roles?.time ?? columns.find(({ source }) => source.from === 'time')?.name
  return time === undefined ? '' : ` ORDER BY ${quoteName(time)}`
}

function cut(path: string): MillraceError {
  return new MillraceError('WAREHOUSE_UNAVAILABLE', `ClickHouse ended its answer in the middle of ${path}`)
}
