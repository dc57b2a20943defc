// What a failed request to ClickHouse means: try again, give the block up, or stop. The one place where that is decided.
// Codes: https://github.com/ClickHouse/ClickHouse/blob/master/src/Common/ErrorCodes.cpp
import { ClickHouseError } from '@clickhouse/client'
import { errorMessage } from '../errors/error-message.ts'
import { MillraceError, type ErrorCode } from '../errors/millrace-error.ts'

const codeMeaning: ReadonlyMap<number, ErrorCode> = new Map<number, ErrorCode>([
  // Away, overloaded, or in the middle of something: the same request may succeed later.
  ...[
    159, 160, 173, 198, 201, 202, 203, 209, 210, 236, 241, 242, 252, 279, 285, 286, 290, 319, 394, 425, 439, 473, 667,
    733, 745, 999,
  ].map((code) => [code, 'WAREHOUSE_UNAVAILABLE'] as const),
  // The block's bytes are not what the table takes: CANNOT_PARSE_…, TYPE_MISMATCH, INCORRECT_DATA, LZ4_DECODER_FAILED, …
  ...[
    6, 16, 20, 26, 27, 32, 33, 34, 38, 41, 44, 50, 53, 69, 70, 72, 117, 130, 131, 271, 321, 349, 354, 432, 469, 624,
    691,
  ].map((code) => [code, 'WAREHOUSE_REJECTED'] as const),
  // The set-up is wrong: no such table or database, wrong password, no right.
  ...[60, 81, 164, 192, 193, 194, 291, 497, 516].map((code) => [code, 'CONFIG'] as const),
  [243, 'DISK_FULL'],
])

const noSpace = /No space left on device/

/**
 * The failure as one of the known kinds, or as it came when the server answered with a code that is not in the table:
 * that is nobody's plan, and must be seen.
 */
export function clickHouseFailure(error: unknown, doing: string): unknown {
  if (error instanceof MillraceError) return error
  const because = `${doing}: ${errorMessage(error)}`
  const meaning = error instanceof ClickHouseError ? codeMeaning.get(Number(error.code)) : undefined
  if (meaning === 'DISK_FULL' || noSpace.test(because)) {
    return new MillraceError(
      'DISK_FULL',
      `${because}\nMake room on ClickHouse's disk, then run the same command again`,
      {
        cause: error,
      },
    )
  }
  if (meaning !== undefined) return new MillraceError(meaning, because, { cause: error })
  if (error instanceof ClickHouseError) return error
  // Not an answer of ClickHouse: refused, reset, timed out, or a proxy's own page.
  return error instanceof TypeError || error instanceof RangeError
    ? error
    : new MillraceError('WAREHOUSE_UNAVAILABLE', because, { cause: error })
}
