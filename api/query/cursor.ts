// Where a page of events ended, as an opaque text that only its maker can make.
//
// Bytes: version (1), time in epoch ms (8), scope (8), authentication code (12), id of the last event (the rest). The code is
// keyed by the table's UUID, which nobody outside is told, and which a table that is made anew does not share.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { InvalidCursorError } from './invalid-cursor-error.ts'

/** What tells one event from all others in the order of the pages. */
export interface EventKey {
  readonly timeMs: number
  readonly id: string
}

const version = 1
const scopeBytes = 8
const codeBytes = 12
const codeAt = 1 + 8 + scopeBytes
const idAt = codeAt + codeBytes
const timeMsMax = 8_640_000_000_000_000 // of a Date

/** `scope` is anything that JSON can say of what the pages hold; `tableUuid` says in which table. */
export function encodeCursor({ timeMs, id }: EventKey, scope: unknown, tableUuid: string): string {
  const head = Buffer.alloc(codeAt)
  head.writeUInt8(version, 0)
  head.writeBigInt64BE(BigInt(timeMs), 1)
  scopeDigest(scope).copy(head, 1 + 8)
  const idText = Buffer.from(id)
  return Buffer.concat([head, authenticationCode(head, idText, tableUuid), idText]).toString('base64url')
}

/** Throws `InvalidCursorError` for every cursor that was not given out for this scope and this table. */
export function decodeCursor(cursor: string, scope: unknown, tableUuid: string | undefined): EventKey {
  const bytes = Buffer.from(cursor, 'base64url')
  // Decoding is lenient: it skips what is not base64url, and bits that are left over.
  if (bytes.length < idAt || bytes.toString('base64url') !== cursor || bytes[0] !== version) {
    throw new InvalidCursorError('is not a cursor that was given out here')
  }
  const head = bytes.subarray(0, codeAt)
  const id = bytes.subarray(idAt)
  const code = tableUuid === undefined ? undefined : authenticationCode(head, id, tableUuid)
  if (code === undefined || !timingSafeEqual(code, bytes.subarray(codeAt, idAt))) {
    throw new InvalidCursorError(
      'is not a cursor of this table: it was changed, or the table has been made anew since; begin again without it',
    )
  }
  if (!scopeDigest(scope).equals(head.subarray(1 + 8))) {
    throw new InvalidCursorError(
      'was given out for another order, other filters or another range; give the same ones, or begin again without it',
    )
  }
  const timeMs = Number(head.readBigInt64BE(1))
  if (Math.abs(timeMs) > timeMsMax) throw new RangeError(`an authentic cursor has the time ${timeMs}`)
  return { timeMs, id: id.toString() }
}

function scopeDigest(scope: unknown): Buffer {
  return createHash('sha256').update(JSON.stringify(scope)).digest().subarray(0, scopeBytes)
}

function authenticationCode(head: Buffer, id: Buffer, tableUuid: string): Buffer {
  return createHmac('sha256', `cursor/${tableUuid}`).update(head).update(id).digest().subarray(0, codeBytes)
}
