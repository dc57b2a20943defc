// Pieces of a body that wait to be read, in order: copies, because uWebSockets.js takes its own back. A chunked body may
// come byte by byte, so small pieces are put together: what waits costs about twice its bytes at most, and one block.

interface Block {
  readonly bytes: Uint8Array
  usedBytes: number
}

/** A block that small pieces share. */
const blockBytes = 16 * 1024

export class WaitingPieces {
  #blocks: Block[] = []
  #bytes = 0

  get bytes(): number {
    return this.#bytes
  }

  add(piece: Uint8Array): void {
    const block = this.#blockFor(piece.byteLength)
    block.bytes.set(piece, block.usedBytes)
    block.usedBytes += piece.byteLength
    this.#bytes += piece.byteLength
  }

  /** The oldest; undefined when none waits. */
  take(): Uint8Array | undefined {
    const block = this.#blocks.shift()
    if (block === undefined) return undefined
    this.#bytes -= block.usedBytes
    return block.bytes.subarray(0, block.usedBytes)
  }

  clear(): void {
    this.#blocks = []
    this.#bytes = 0
  }

  #blockFor(pieceBytes: number): Block {
    const last = this.#blocks.at(-1)
    if (last !== undefined && last.usedBytes + pieceBytes <= last.bytes.byteLength) return last
    // Most bodies are one piece, and need no room for more.
    const bytes = new Uint8Array(last === undefined ? pieceBytes : Math.max(pieceBytes, blockBytes))
    const block = { bytes, usedBytes: 0 }
    this.#blocks.push(block)
    return block
  }
}
