// Mutants of what a process asks of the warehouse: tokens, the order of inserts, what is done about those that fail.
import type { Block } from '../../block/block.ts'
import { isMillraceError } from '../../errors/millrace-error.ts'
import { batchesTable, keysTable } from '../../ledger/ledger-ddl.ts'
import { ledgerEntry } from '../../ledger/ledger.ts'
import { retryWhileAway } from '../../retry/retry-while-away.ts'
import type { Mutant } from './mutant.ts'

let tokensMade = 0

export const warehouseMutants: readonly Mutant[] = [
  {
    without: 'a deduplication token',
    warehouse: (port) => ({
      ...port,
      insertBlock: (block) => port.insertBlock(withTokenOfTry(block, tokensMade++)),
    }),
  },
  {
    without: 'the same token for every try of a process',
    warehouse: (port) => {
      const tries = new Map<string, number>()
      return {
        ...port,
        insertBlock: (block) => {
          const { token } = block.header
          const triesBefore = tries.get(token) ?? 0
          tries.set(token, triesBefore + 1)
          return port.insertBlock(withTokenOfTry(block, triesBefore))
        },
      }
    },
  },
  { without: 'a deduplication window that outlasts retries', tokensMax: 1 },
  {
    without: 'another try of what was not acknowledged',
    warehouse: (port) => ({
      ...port,
      insertBlock: (block) =>
        port.insertBlock(block).catch((error: unknown) => {
          if (!isMillraceError(error, 'WAREHOUSE_UNAVAILABLE')) throw error
        }),
    }),
  },
  {
    without: 'insert before the ledger',
    warehouse: (port) => ({
      ...port,
      insertBlock: async (block) => {
        await port.insertRows(batchesTable, [ledgerEntry(block.header)])
        await port.insertBlock(block)
      },
    }),
  },
  {
    without: 'the ledger before the commit of live events',
    warehouse: (port) => ({
      ...port,
      insertRows: async (table, rows, token) => {
        const inserted = retryWhileAway({ retrySecondsMax: 60 }, () => port.insertRows(table, rows, token))
        if (table === batchesTable) inserted.catch(() => undefined)
        else await inserted
      },
    }),
  },
  {
    without: 'owners of the keys of requests',
    warehouse: (port) => ({
      ...port,
      insertRows: async (table, rows, token) => {
        if (table !== keysTable) await port.insertRows(table, rows, token)
      },
    }),
  },
]

function withTokenOfTry({ header, frame }: Block, number: number): Block {
  return { header: { ...header, token: `${number}/${header.token}` }, frame }
}
