// Bytes of a stream, taken in pieces of the length that a format says.

export class ByteSource {
  readonly #chunks: AsyncIterator<Uint8Array>
  #rest: Buffer = Buffer.alloc(0)

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]()
  }

  /** Throws when the stream ends before. */
  async take(byteCount: number): Promise<Buffer> {
    if (!(await this.#fill(byteCount))) throw new Error('it ends in the middle')
    const taken = this.#rest.subarray(0, byteCount)
    this.#rest = this.#rest.subarray(byteCount)
    return taken
  }

  /** As many as there are, up to `byteCount`; they are taken later. */
  async peek(byteCount: number): Promise<Buffer> {
    await this.#fill(byteCount)
    return this.#rest.subarray(0, byteCount)
  }

  async isAtEnd(): Promise<boolean> {
    return !(await this.#fill(1))
  }

  /** What is left, as it comes. */
  async *rest(): AsyncGenerator<Uint8Array, void> {
    while (await this.#fill(1)) yield await this.take(this.#rest.byteLength)
  }

  async #fill(byteCount: number): Promise<boolean> {
    const pieces: Uint8Array[] = [this.#rest]
    let length = this.#rest.byteLength
    while (length < byteCount) {
      const next = await this.#chunks.next()
      if (next.done === true) break
      pieces.push(next.value)
      length += next.value.byteLength
    }
    if (pieces.length > 1) this.#rest = joined(pieces)
    return length >= byteCount
  }
}

/** What stands alone is not copied. */
function joined(pieces: readonly Uint8Array[]): Buffer {
  const [only, ...others] = pieces.filter(({ byteLength }) => byteLength > 0)
  if (only === undefined || others.length > 0) return Buffer.concat(pieces)
  return Buffer.from(only.buffer, only.byteOffset, only.byteLength)
}
