// Sequences of an LZ4 block, written in one pass: literals go to where they will stand, and what precedes them, the token and
// their number, is filled in when the number is known. Format: https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md

/** Room before literals: for the token, and for a byte that says how many there are when they are 15 to 269. */
export const literalsOffset = 2
export const matchBytesMin = 4
/** A match is this far behind at most, minus one. */
export const windowBytes = 65_536

/** From how many literals on, or bytes of a match above its least, the token says no more than that. */
export const inToken = 15
/** A byte of a length that says that there is another one. */
export const inByte = 255

/** Ends a block whose last sequence, of literals and no match, has its token at `token`. Returns where it ends. */
export function endLiterals(out: DataView, token: number, end: number): number {
  const count = end - token - literalsOffset
  const bytes = new Uint8Array(out.buffer, out.byteOffset)
  if (count < inToken) {
    out.setUint8(token, count << 4)
    bytes.copyWithin(token + 1, token + literalsOffset, end)
    return token + 1 + count
  }
  out.setUint8(token, inToken << 4)
  const lengthBytes = Math.floor((count - inToken) / inByte) + 1
  bytes.copyWithin(token + 1 + lengthBytes, token + literalsOffset, end)
  bytes.fill(inByte, token + 1, token + lengthBytes)
  out.setUint8(token + lengthBytes, (count - inToken) % inByte)
  return token + 1 + lengthBytes + count
}
