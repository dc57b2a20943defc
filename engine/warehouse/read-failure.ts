// What a failed read means: stopped at a limit, nobody there, nothing there yet, or given up by whoever asked.
import { ClickHouseError } from '@clickhouse/client'
import { errorMessage } from '../errors/error-message.ts'
import { MillraceError } from '../errors/millrace-error.ts'
import { clickHouseFailure } from './clickhouse-failure.ts'

// TOO_MANY_ROWS, TIMEOUT_EXCEEDED, TOO_SLOW, SET_SIZE_LIMIT_EXCEEDED, MEMORY_LIMIT_EXCEEDED, TOO_MANY_BYTES, TOO_MANY_ROWS_OR_BYTES
const limitCodes: ReadonlySet<number> = new Set([158, 159, 160, 191, 241, 307, 396])
// UNKNOWN_TABLE, UNKNOWN_DATABASE
const absentCodes: ReadonlySet<number> = new Set([60, 81])

/** QUERY_LIMIT for a read that was too much by itself, else what `clickHouseFailure` says. */
export function readFailure(error: unknown, doing: string): unknown {
  if (error instanceof Error && error.name === 'AbortError') return error
  if (!isStoppedAtLimit(error)) return clickHouseFailure(error, doing)
  return new MillraceError('QUERY_LIMIT', `${doing}: stopped at a limit: ${errorMessage(error)}`, { cause: error })
}

/** Whether the table or database that was to be read is not there: nothing has been put in yet. */
export function isTableAbsent(error: unknown): boolean {
  return error instanceof ClickHouseError && absentCodes.has(Number(error.code))
}

function isStoppedAtLimit(error: unknown): boolean {
  if (!(error instanceof ClickHouseError) || !limitCodes.has(Number(error.code))) return false
  return !error.message.startsWith('(total)') // the server is short of memory, whatever is asked
}
