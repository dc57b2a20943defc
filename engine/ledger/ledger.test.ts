import { expect, test } from 'vitest'
import { MillraceError } from '../errors/millrace-error.ts'
import type { WarehousePort } from '../warehouse/warehouse-port.ts'
import { LedgerWriter } from './ledger.ts'

const entry = { dataset: 'page_events', dataset_id: 'run', batch: 7, row_count: 10 }

/** A warehouse that fails so often, and then takes rows. */
function failing(times: number, error: Error): { readonly warehouse: WarehousePort; readonly rows: object[] } {
  const rows: object[] = []
  const warehouse: WarehousePort = {
    database: 'test',
    shardCount: 1,
    storedName: (table) => table,
    query: () => Promise.reject(new Error('nobody asks')),
    insertBlock: () => Promise.reject(new Error('nobody inserts blocks')),
    insertRows: (_table, inserted) => {
      if (times-- > 0) return Promise.reject(error)
      rows.push(...inserted)
      return Promise.resolve()
    },
  }
  return { warehouse, rows }
}

test('what was recorded is named once the warehouse is back, though nothing more is recorded', async () => {
  const { warehouse, rows } = failing(2, new MillraceError('WAREHOUSE_UNAVAILABLE', 'away'))
  const ledger = new LedgerWriter(warehouse, { retrySecondsMax: -1 })
  ledger.record(entry)
  await expect.poll(() => rows, { timeout: 20_000 }).toEqual([entry])
  expect(() => ledger.record(entry)).not.toThrow()
  await ledger.flush()
})

test('while it is away for too long, whoever records is told', async () => {
  const { warehouse } = failing(Infinity, new MillraceError('WAREHOUSE_UNAVAILABLE', 'away'))
  const abort = new AbortController()
  const ledger = new LedgerWriter(warehouse, { retrySecondsMax: -1, signal: abort.signal })
  const isTold = (): boolean => {
    try {
      ledger.record(entry)
      return false
    } catch {
      return true
    }
  }
  await expect.poll(isTold, { timeout: 20_000 }).toBe(true)
  abort.abort()
})
