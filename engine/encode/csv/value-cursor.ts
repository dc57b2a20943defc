// Reads RowBinary piece by piece.
// Format: https://clickhouse.com/docs/interfaces/formats/RowBinary

export interface ValueCursor {
  readonly view: DataView
  /** Where the next piece starts. */
  offset: number
}

/** Moves on and returns where the piece starts. */
export function take(cursor: ValueCursor, byteCount: number): number {
  const { offset } = cursor
  cursor.offset += byteCount
  return offset
}

export function takeVarint(cursor: ValueCursor): number {
  let value = 0
  for (let factor = 1; ; factor *= 0x80) {
    const byte = cursor.view.getUint8(take(cursor, 1))
    value += (byte & 0x7f) * factor
    if (byte < 0x80) return value
  }
}

/** One character for each byte. */
export function takeText(cursor: ValueCursor, byteCount: number): string {
  const { buffer, byteOffset } = cursor.view
  return Buffer.from(buffer, byteOffset + take(cursor, byteCount), byteCount).toString('latin1')
}

export function takeInteger(cursor: ValueCursor, byteCount: number, isSigned: boolean): bigint {
  const from = take(cursor, byteCount)
  let value = 0n
  for (let i = byteCount - 1; i >= 0; i--) value = (value << 8n) | BigInt(cursor.view.getUint8(from + i))
  return isSigned ? BigInt.asIntN(byteCount * 8, value) : value
}

/** Whether a nullable value is missing; what it is follows if not. */
export function takeIsNull(cursor: ValueCursor): boolean {
  return cursor.view.getUint8(take(cursor, 1)) === 1
}
