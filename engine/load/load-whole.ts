// Loads a file as one insert, which the server takes apart: formats that we do not read. The blocks it makes have the token and
// their number: a repeated insert adds those that are missing.
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { retryWhileAway } from '../retry/retry-while-away.ts'
import { BadFileError } from './bad-file-error.ts'
import { compressionOf } from './decompress/file-content.ts'
import { insertMeasured } from './insert-measured.ts'
import { intoNothing } from './into-nothing.ts'
import type { LoadContext } from './load-context.ts'
import { recordLoad, type LoadEntry } from './load-ledger.ts'
import { wholeFileSettings } from './load-settings.ts'
import { shardOf } from './load-target.ts'

type Whole = Pick<LoadEntry, 'target' | 'loadId' | 'path' | 'contentHash' | 'format'>

const formatNames = { native: 'Native', parquet: 'Parquet' } as const

/**
 * Resolves with how many rows it has. It is read through before anything of it is inserted, so that one that is broken in the
 * middle leaves nothing.
 */
export async function insertWhole(
  context: LoadContext,
  entry: Whole & { readonly format: keyof typeof formatNames },
): Promise<number> {
  const { counters, target } = context
  const { path, format } = entry
  const encoding = compressionOf(await firstBytes(path))
  const { size } = await stat(path)
  const insertInto = (into: string, token: string): Promise<number> =>
    insertMeasured(context, shardOf(target, Number.parseInt(entry.loadId.slice(0, 8), 16)), () => ({
      into,
      format: formatNames[format],
      body: createReadStream(path),
      bodyBytes: size,
      encoding,
      token,
      settings: wholeFileSettings,
    }))
  const rowCount = await insertInto(intoNothing(target.columns), `read/${entry.loadId}`)
  await recordWhole(context, entry, 'begun', 0)
  const writtenRows = await insertInto(target.table, `load/${entry.loadId}`)
  if (writtenRows < rowCount) {
    throw new BadFileError(`it has ${rowCount} rows, but ClickHouse wrote only ${writtenRows}`)
  }
  counters.bytesRead += size
  counters.rowsInserted += rowCount
  return rowCount
}

export async function recordWhole(
  { warehouse, retry }: LoadContext,
  entry: Whole,
  state: LoadEntry['state'],
  rowCount: number,
): Promise<void> {
  const whole = { ...entry, headBytes: 0, state, offsetBytes: 0, rowCount, crc32: 0 }
  await retryWhileAway(retry, () => recordLoad(warehouse, whole))
}

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4))
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
