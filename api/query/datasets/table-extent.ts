// How much is in a table, and from when to when. A table that is sorted or partitioned by its time answers that from its index;
// of another one the column is read, and what takes too long is left unknown.
import { isMillraceError } from '@millrace/engine/errors/millrace-error.ts'
import type { WarehouseReader } from '@millrace/engine/warehouse/warehouse-reader.ts'
import { z } from 'zod'
import { epochMsSql } from '../epoch-ms.ts'
import type { TimeColumn } from './time-column.ts'

export interface TableExtent {
  readonly rows: number
  /** ISO 8601; null when there is none, or it takes too long to know. */
  readonly earliest: string | null
  readonly latest: string | null
}

const rowsRow = z.strictObject({ rows: z.number() })
const extentRow = rowsRow.extend({ earliest: z.number().nullable(), latest: z.number().nullable() })

export async function readTableExtent(
  reader: WarehouseReader,
  table: string,
  time: TimeColumn | undefined,
): Promise<TableExtent> {
  if (time === undefined) return { rows: await countRows(reader, table), earliest: null, latest: null }
  try {
    const [found] = await reader.query(
      `SELECT rows, ${epochMsSql('first', time.kind)} AS earliest, ${epochMsSql('last', time.kind)} AS latest
       FROM (SELECT count() AS rows, min(${time.sql}) AS first, max(${time.sql}) AS last FROM ${table})`,
      extentRow,
    )
    if (found === undefined || found.rows === 0) return { rows: 0, earliest: null, latest: null }
    return { rows: found.rows, earliest: isoOf(found.earliest), latest: isoOf(found.latest) }
  } catch (error) {
    if (!isMillraceError(error, 'QUERY_LIMIT')) throw error
    return { rows: await countRows(reader, table), earliest: null, latest: null }
  }
}

async function countRows(reader: WarehouseReader, table: string): Promise<number> {
  const [found] = await reader.query(`SELECT count() AS rows FROM ${table}`, rowsRow)
  return found?.rows ?? 0
}

function isoOf(timeMs: number | null): string | null {
  return timeMs === null ? null : new Date(timeMs).toISOString()
}
