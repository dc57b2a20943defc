// Makes sure that tables remember enough inserts: one that is repeated later than a table remembers it is in twice, in a
// rollup as much as in the table itself. Tables may be from elsewhere, from an older version, or altered by hand.
import { deduplicationWindowBlocks } from '@millrace/schemas/ddl/cluster-ddl.ts'
import { qualifiedName } from '@millrace/schemas/ddl/identifier.ts'
import { z } from 'zod'
import { MillraceError } from '../errors/millrace-error.ts'
import type { WarehousePort } from './warehouse-port.ts'

/**
 * What can come between an insert and its repetition: the inserts in flight of many drains (64 each at most), and those of
 * the others in the minute or so until the blocks of one that died come again.
 */
const deduplicationWindowBlocksMin = 1_000

const tableRow = z.object({ name: z.string(), engine: z.string(), engine_full: z.string() })

/** Throws `CONFIG` with the statements to run when one of the tables (those that are there) remembers too little. */
export async function assertDeduplication(
  warehouse: Pick<WarehousePort, 'database' | 'query'>,
  tables: readonly string[],
): Promise<void> {
  const found = await warehouse.query(
    `SELECT name, engine, engine_full FROM system.tables
     WHERE database = {database:String} AND name IN {tables:Array(String)} ORDER BY name`,
    tableRow,
    { database: warehouse.database, tables },
  )
  const short = found.flatMap(({ name, engine, engine_full: definition }) => {
    const blocks = windowBlocks(engine, definition)
    return blocks === undefined || blocks >= deduplicationWindowBlocksMin ? [] : [{ name, engine, blocks }]
  })
  if (short.length === 0) return
  throw new MillraceError(
    'CONFIG',
    [
      ...short.map(
        ({ name, blocks }) =>
          `${warehouse.database}.${name} remembers its last ${blocks} inserts, and Millrace needs ${deduplicationWindowBlocksMin}: ` +
          'one that is repeated could be in twice',
      ),
      'Have it remember more, then run the same command again:',
      ...short.map(
        ({ name, engine }) =>
          `  ALTER TABLE ${qualifiedName(warehouse.database, name)} MODIFY SETTING ${settingOf(engine)} = ${deduplicationWindowBlocks}`,
      ),
    ].join('\n'),
  )
}

/** Undefined where the table has a default that is long enough, or where its engine keeps no such memory of its own. */
export function windowBlocks(engine: string, definition: string): number | undefined {
  if (!engine.endsWith('MergeTree')) return undefined
  const given = new RegExp(`\\b(?<!_)${settingOf(engine)} = (\\d+)`).exec(definition)?.[1]
  if (given !== undefined) return Number(given)
  return isReplicated(engine) ? undefined : 0
}

function settingOf(engine: string): string {
  return isReplicated(engine) ? 'replicated_deduplication_window' : 'non_replicated_deduplication_window'
}

function isReplicated(engine: string): boolean {
  return /^(?:Replicated|Shared)/.test(engine)
}
