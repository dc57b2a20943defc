// What a failed request to ClickHouse means: try again, give the block up, or stop. The one place where that is decided.
// Codes: https://github.com/ClickHouse/ClickHouse/blob/master/src/Common/ErrorCodes.cpp
import { ClickHouseError } from '@clickhouse/client'
import { errorMessage } from '../errors/error-message.ts'
import { MillraceError, type ErrorCode } from '../errors/millrace-error.ts'

/**
 * READONLY, UNKNOWN_USER, WRONG_PASSWORD, REQUIRED_PASSWORD, DATABASE_ACCESS_DENIED, ACCESS_DENIED, AUTHENTICATION_FAILED,
 * TABLE_IS_PERMANENTLY_READ_ONLY (which is what `table_readonly = 1` makes of it, until it is reset)
 */
const accessCodes = [164, 192, 193, 194, 291, 497, 516, 774]

const codeMeaning: ReadonlyMap<number, ErrorCode> = new Map<number, ErrorCode>([
  // Away, overloaded, or in the middle of something: the same request may succeed later.
  // 3, 95 and 96: what was sent did not arrive whole, as the server itself has noticed.
  ...[
    3, 95, 96, 159, 160, 173, 198, 201, 202, 203, 209, 210, 225, 236, 241, 242, 244, 252, 254, 279, 285, 286, 290, 319,
    364, 384, 394, 425, 439, 473, 499, 574, 667, 677, 696, 700, 722, 733, 735, 745, 749, 762, 776, 777, 778, 999,
  ].map((code) => [code, 'WAREHOUSE_UNAVAILABLE'] as const),
  // The block's bytes are not what the table takes: CANNOT_PARSE_…, TYPE_MISMATCH, INCORRECT_DATA, LZ4_DECODER_FAILED, …
  // 36, 62, 128: names of types and lengths in Native that were damaged.
  ...[
    6, 16, 20, 26, 27, 32, 33, 34, 36, 38, 41, 44, 50, 53, 62, 69, 70, 72, 117, 128, 130, 131, 271, 321, 349, 354, 432,
    469, 618, 624, 691,
  ].map((code) => [code, 'WAREHOUSE_REJECTED'] as const),
  // The set-up is wrong: no such table or database, wrong password, no right.
  ...[60, 81, ...accessCodes].map((code) => [code, 'CONFIG'] as const),
  [243, 'DISK_FULL'],
])

/** Of a request with a Content-Length: its body was cut between us and the server, and says nothing of the block. */
const cutOnTheWay = /Unexpected EOF, got \d+ of \d+ bytes/

const noSpace = /No space left on device/

/**
 * The failure as one of the known kinds, or as it came when the server answered with a code that is not in the table:
 * that is nobody's plan, and must be seen. Whoever `hadAccess` before and is turned away now may have it again soon, when
 * a password is being changed or a server was made read-only for a while.
 */
export function clickHouseFailure(error: unknown, doing: string, hadAccess = false): unknown {
  if (error instanceof MillraceError) return error
  const because = `${doing}: ${errorMessage(error)}`
  const meaning = error instanceof ClickHouseError ? meaningOf(error, hadAccess) : undefined
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

function meaningOf({ code, message }: ClickHouseError, hadAccess: boolean): ErrorCode | undefined {
  const isPassing = cutOnTheWay.test(message) || (hadAccess && accessCodes.includes(Number(code)))
  return isPassing ? 'WAREHOUSE_UNAVAILABLE' : codeMeaning.get(Number(code))
}
