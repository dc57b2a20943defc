// Sequences of an LZ4 block, written in one pass: literals go to where they will stand, and what precedes them, the token and
// their number, is filled in when the number is known. Format: https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md

/** Room before literals: for the token, and for a byte that says how many there are when they are 15 to 269. */
export const literalsOffset = 2
export const matchBytesMin = 4
/** A match is this far behind at most, minus one. */
export const windowBytes = 65_536

const inToken = 15
const inByte = 255

/**
 * Ends a sequence whose token is at `token` and whose literals end at `end`, with a match of `matchBytes` bytes, of what was
 * `distance` bytes (of the rows) before. Returns where the next token goes.
 */
export function endSequence(out: DataView, token: number, end: number, matchBytes: number, distance: number): number {
  const moreBytes = matchBytes - matchBytesMin
  let position = endLiterals(out, token, end, moreBytes < inToken ? moreBytes : inToken)
  out.setUint16(position, distance, true)
  position += 2
  if (moreBytes >= inToken) position = putLength(out, position, moreBytes - inToken)
  return position
}

/** Fills in what precedes literals; returns where they end now. The last sequence of a block is literals and no match. */
export function endLiterals(out: DataView, token: number, end: number, matchInToken = 0): number {
  const count = end - token - literalsOffset
  if (count === 0) {
    out.setUint8(token, matchInToken)
    return token + 1
  }
  if (count < inToken) {
    out.setUint8(token, (count << 4) | matchInToken)
    for (let i = 0; i < count; i += 4) {
      out.setUint32(token + 1 + i, out.getUint32(token + literalsOffset + i, true), true)
    }
    return end - 1
  }
  out.setUint8(token, (inToken << 4) | matchInToken)
  const lengthBytes = Math.floor((count - inToken) / inByte) + 1
  if (lengthBytes > 1) {
    const bytes = new Uint8Array(out.buffer, out.byteOffset)
    bytes.copyWithin(token + 1 + lengthBytes, token + literalsOffset, end)
  }
  putLength(out, token + 1, count - inToken)
  return end + lengthBytes - 1
}

function putLength(out: DataView, offset: number, length: number): number {
  let position = offset
  let rest = length
  for (; rest >= inByte; rest -= inByte) out.setUint8(position++, inByte)
  out.setUint8(position++, rest)
  return position
}
