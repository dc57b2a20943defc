// What is where in the memory of a WebAssembly module, before there is one.

const pageBytes = 65_536
/** What is wide enough for every value that is read at once. */
const alignBytes = 16
/** Every address is a number of 32 bits with a sign. */
const memoryBytesMax = 2 ** 31 - pageBytes

export class MemoryLayout {
  readonly #constants: { readonly address: number; readonly bytes: Uint8Array }[] = []
  #usedBytes = 0

  /** The address of so many bytes, all of them 0 at first. */
  place(byteCount: number): number {
    const address = this.#usedBytes
    this.#usedBytes += Math.ceil(byteCount / alignBytes) * alignBytes
    return address
  }

  /** The address of bytes that are there from the start. */
  constant(bytes: Uint8Array): number {
    const address = this.place(bytes.byteLength)
    this.#constants.push({ address, bytes })
    return address
  }

  /** Whether a module can have so much. */
  get isPossible(): boolean {
    return this.#usedBytes <= memoryBytesMax
  }

  /** Throws `RangeError` when it is more than a module can have. */
  allocate(): WebAssembly.Memory {
    if (!this.isPossible) throw new RangeError(`${this.#usedBytes} bytes are more than a module can have: 2 GiB`)
    const memory = new WebAssembly.Memory({ initial: Math.ceil(this.#usedBytes / pageBytes) })
    const bytes = new Uint8Array(memory.buffer)
    for (const constant of this.#constants) bytes.set(constant.bytes, constant.address)
    return memory
  }
}
