// Where the last match of each block of an LZ4 frame begins, read from its sequences.
// Format: https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md

export interface BlockEnd {
  /** Bytes of the block, decompressed. */
  readonly bytes: number
  /** In the decompressed block; 0 when there is none. */
  readonly lastMatchAt: number
  readonly literalsAtEnd: number
}

export function blockEnds(frame: Uint8Array): BlockEnd[] {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength)
  const ends: BlockEnd[] = []
  let position = 7
  for (let size = view.getUint32(position, true); size > 0; size = view.getUint32(position, true)) {
    ends.push(blockEnd(frame.subarray(position + 4, position + 4 + size)))
    position += 4 + size
  }
  return ends
}

function blockEnd(block: Uint8Array): BlockEnd {
  let position = 0
  let bytes = 0
  let lastMatchAt = 0
  const length = (inToken: number): number => {
    let total = inToken
    if (inToken < 15) return total
    for (let next = 255; next === 255; total += next) next = block[position++] ?? 0
    return total
  }
  for (;;) {
    const token = block[position++] ?? 0
    const literals = length(token >> 4)
    position += literals
    bytes += literals
    if (position >= block.byteLength) return { bytes, lastMatchAt, literalsAtEnd: literals }
    lastMatchAt = bytes
    position += 2
    bytes += length(token & 15) + 4
  }
}
