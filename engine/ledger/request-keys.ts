// Which block brought which part of a request first, kept in the warehouse: what comes under the same key in another block
// is a repetition. It promises that a key has one owner for good, as long as claims are made one after the other.
import { qualifiedName } from '@millrace/schemas/ddl/identifier.ts'
import { z } from 'zod'
import type { WarehousePort } from '../warehouse/warehouse-port.ts'
import { keysTable } from './ledger-ddl.ts'

const ownerRow = z.object({ key: z.string(), owner: z.string() })

/** Makes `owner` (a block's token) the owner of those keys that have none, and returns the owner of each. */
export async function claimKeys(
  warehouse: WarehousePort,
  keys: readonly string[],
  owner: string,
): Promise<Map<string, string>> {
  const owners = await ownersOf(warehouse, keys)
  const free = [...new Set(keys)].filter((key) => !owners.has(key))
  if (free.length > 0) {
    await warehouse.insertRows(
      keysTable,
      free.map((key) => ({ key, owner })),
    )
  }
  for (const key of free) owners.set(key, owner)
  return owners
}

async function ownersOf(warehouse: WarehousePort, keys: readonly string[]): Promise<Map<string, string>> {
  const rows = await warehouse.query(
    `SELECT key, argMin(owner, (claimed_at, owner)) AS owner FROM ${qualifiedName(warehouse.database, keysTable)}
     WHERE key IN {keys:Array(String)} GROUP BY key`,
    ownerRow,
    { keys },
  )
  return new Map(rows.map((row) => [row.key, row.owner]))
}
