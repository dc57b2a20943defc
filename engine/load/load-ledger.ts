// Which files are in a table, and how far: kept in the warehouse, so that a rerun from anywhere goes on where the last one
// was. What it names is in.
import { qualifiedName } from '@millrace/schemas/ddl/identifier.ts'
import { z } from 'zod'
import { filesTable } from '../ledger/ledger-ddl.ts'
import type { WarehousePort } from '../warehouse/warehouse-port.ts'
import { loadFormats, type LoadFormat } from './load-format.ts'

/** `begun`: a block may be in that the ledger does not name. `stopped`, `done`: none is. */
const states = ['begun', 'stopped', 'done'] as const

export interface LoadEntry {
  /** The table, and which one of that name. */
  readonly target: string
  /** Part of every deduplication token. */
  readonly loadId: string
  readonly path: string
  /** SHA-256 of the file as it is. */
  readonly contentHash: string
  readonly format: LoadFormat
  /** Bytes before the first record, of the content without compression. */
  readonly headBytes: number
  readonly state: (typeof states)[number]
  /** Up to which byte of the content all records are in. */
  readonly offsetBytes: number
  /** Records up to there. */
  readonly rowCount: number
  /** CRC-32 of the content up to there. */
  readonly crc32: number
}

/** A load as the ledger knows it. */
export interface KnownLoad extends LoadEntry {
  /** When the ledger heard of it last, as the server writes it. */
  readonly at: string
}

const entryRow = z.object({
  load_id: z.string(),
  last_path: z.string(),
  last_hash: z.string(),
  its_format: z.enum(loadFormats),
  its_head_bytes: z.number(),
  last_state: z.enum(states),
  furthest_bytes: z.number(),
  rows_in: z.number(),
  crc_in: z.number(),
  last_at: z.string(),
})

// Aliases are other names than the columns': ClickHouse would take them for each other.
const furthest = `SELECT load_id, argMax(path, at) AS last_path, argMax(content_hash, at) AS last_hash,
    any(format) AS its_format, max(head_bytes) AS its_head_bytes, argMax(state, at) AS last_state,
    max(offset_bytes) AS furthest_bytes, argMax(row_count, offset_bytes) AS rows_in, argMax(crc32, offset_bytes) AS crc_in,
    toString(max(at)) AS last_at`

/** The load that brought this content, else the last one of this path. */
export async function findLoad(
  warehouse: WarehousePort,
  { target, contentHash, path }: Pick<LoadEntry, 'target' | 'contentHash' | 'path'>,
): Promise<KnownLoad | undefined> {
  const files = qualifiedName(warehouse.database, filesTable)
  const [row] = await warehouse.query(
    `${furthest} FROM ${files}
     WHERE target = {target:String} AND load_id IN (
       SELECT load_id FROM ${files} WHERE target = {target:String} AND (content_hash = {contentHash:String} OR path = {path:String})
     )
     GROUP BY load_id
     ORDER BY countIf(content_hash = {contentHash:String}) > 0 DESC, last_at DESC LIMIT 1`,
    entryRow,
    { target, contentHash, path },
  )
  return row === undefined ? undefined : knownLoad(target, row)
}

/** How far a load is by now. */
export async function loadState(
  warehouse: WarehousePort,
  target: string,
  loadId: string,
): Promise<KnownLoad | undefined> {
  const [row] = await warehouse.query(
    `${furthest} FROM ${qualifiedName(warehouse.database, filesTable)}
     WHERE target = {target:String} AND load_id = {loadId:String} GROUP BY load_id`,
    entryRow,
    { target, loadId },
  )
  return row === undefined ? undefined : knownLoad(target, row)
}

export async function recordLoad(warehouse: WarehousePort, entry: LoadEntry): Promise<void> {
  await warehouse.insertRows(filesTable, [
    {
      target: entry.target,
      load_id: entry.loadId,
      path: entry.path,
      content_hash: entry.contentHash,
      format: entry.format,
      head_bytes: entry.headBytes,
      state: entry.state,
      offset_bytes: entry.offsetBytes,
      row_count: entry.rowCount,
      crc32: entry.crc32,
    },
  ])
}

function knownLoad(target: string, row: z.output<typeof entryRow>): KnownLoad {
  return {
    target,
    loadId: row.load_id,
    path: row.last_path,
    contentHash: row.last_hash,
    format: row.its_format,
    headBytes: row.its_head_bytes,
    state: row.last_state,
    offsetBytes: row.furthest_bytes,
    rowCount: row.rows_in,
    crc32: row.crc_in,
    at: row.last_at,
  }
}
