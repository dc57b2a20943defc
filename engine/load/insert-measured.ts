// One insert of a load: tried again while the server is away, and told apart by what its failure means for the file.
import { ClickHouseError } from '@clickhouse/client'
import { errorMessage } from '../errors/error-message.ts'
import { isMillraceError } from '../errors/millrace-error.ts'
import { retryWhileAway } from '../retry/retry-while-away.ts'
import { insertPiece, type InsertPiece } from '../warehouse/insert-piece.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'
import { BadFileError } from './bad-file-error.ts'
import type { LoadContext } from './load-context.ts'
import { serverReason } from './server-reason.ts'

/** Into one of the table's shards. Resolves with the rows that were written. `pieceOf` is called for every try. Throws `BadFileError` when the server refuses what is in it. */
export async function insertMeasured(
  { counters, retry }: Pick<LoadContext, 'counters' | 'retry'>,
  server: Warehouse,
  pieceOf: () => InsertPiece,
): Promise<number> {
  const onRetry = (error: unknown): void => {
    counters.insertRetries++
    retry.onRetry?.(error)
  }
  counters.insertsInFlight++
  try {
    return await retryWhileAway({ ...retry, onRetry }, async () => {
      const startedAtMs = performance.now()
      const writtenRows = await insertPiece(server, pieceOf())
      counters.insertLatency.record(performance.now() - startedAtMs)
      return writtenRows
    })
  } catch (error) {
    if (error instanceof BadFileError) throw error
    const isRefused = isMillraceError(error, 'WAREHOUSE_REJECTED') || error instanceof ClickHouseError
    if (!isRefused) throw error
    const { reason, row } = serverReason(errorMessage(error))
    throw new BadFileError(reason, row === undefined ? {} : { row }, { cause: error })
  } finally {
    counters.insertsInFlight--
  }
}
