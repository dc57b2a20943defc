// Cuts the content of a file into blocks of whole records. It promises that where it cuts depends on the content alone: the
// same file is cut the same way each time, so that a block that comes again is known by where it stands.
import { BadFileError } from '../bad-file-error.ts'
import type { Scanned, ScanRecords } from './scan-records.ts'

export interface FileBlock {
  /** Offset in the content. */
  readonly start: number
  readonly end: number
  /** Records before it, as they are counted from `firstRecord` on. */
  readonly recordsBefore: number
  readonly records: number
  readonly bytes: Uint8Array
}

export interface CutLimits {
  /** Of a block with more than one record. */
  readonly blockBytesMax: number
  /** Of a block: the server makes one unit of deduplication of it. */
  readonly recordsMax: number
  readonly recordBytesMax: number
}

export const defaultLimits: CutLimits = {
  blockBytesMax: 32 * 2 ** 20,
  recordsMax: 1_000_000,
  recordBytesMax: 96 * 2 ** 20,
}

/** `start`: the offset of the first byte. Every block is the caller's for good. */
export async function* cutBlocks(
  content: AsyncIterable<Uint8Array>,
  start: number,
  scanRecords: ScanRecords,
  limits = defaultLimits,
): AsyncGenerator<FileBlock, void> {
  const cutter = new Cutter(start, scanRecords, limits)
  for await (const chunk of content) {
    for (let at = 0; at < chunk.byteLength;) {
      at += cutter.add(chunk.subarray(at))
      if (cutter.isFull) yield* cutter.cut()
    }
  }
  yield* cutter.end()
}

class Cutter {
  readonly #scanRecords: ScanRecords
  readonly #limits: CutLimits
  #buffer: Buffer
  #usedBytes = 0
  #start: number
  #recordsBefore = 0

  constructor(start: number, scanRecords: ScanRecords, limits: CutLimits) {
    this.#start = start
    this.#scanRecords = scanRecords
    this.#limits = limits
    this.#buffer = Buffer.allocUnsafe(limits.blockBytesMax)
  }

  get isFull(): boolean {
    return this.#usedBytes === this.#buffer.byteLength
  }

  /** Takes as much as there is room for. */
  add(bytes: Uint8Array): number {
    const byteCount = Math.min(bytes.byteLength, this.#buffer.byteLength - this.#usedBytes)
    this.#buffer.set(bytes.subarray(0, byteCount), this.#usedBytes)
    this.#usedBytes += byteCount
    return byteCount
  }

  /** Of a full buffer: makes room. */
  *cut(): Generator<FileBlock, void> {
    const { end, records } = this.#scan()
    if (end === 0) this.#grow()
    else yield this.#take(end, records)
  }

  /** Nothing follows: what is left is blocks, the last of which may lack the end of its last record. */
  *end(): Generator<FileBlock, void> {
    while (this.#usedBytes > 0) {
      const { records, end, hasBegun } = this.#scan()
      const isAll = records < this.#limits.recordsMax || end === this.#usedBytes
      if (isAll) yield this.#take(this.#usedBytes, records + (hasBegun ? 1 : 0))
      else yield this.#take(end, records)
    }
  }

  #scan(): Scanned {
    return this.#scanRecords(this.#buffer.subarray(0, this.#usedBytes), this.#limits.recordsMax)
  }

  #take(byteCount: number, records: number): FileBlock {
    const bytes = this.#buffer.subarray(0, byteCount)
    const rest = this.#buffer.subarray(byteCount, this.#usedBytes)
    const block = {
      start: this.#start,
      end: this.#start + byteCount,
      recordsBefore: this.#recordsBefore,
      records,
      bytes,
    }
    this.#buffer = Buffer.allocUnsafe(Math.max(this.#limits.blockBytesMax, rest.byteLength + 1))
    this.#usedBytes = 0
    this.add(rest)
    this.#start = block.end
    this.#recordsBefore += records
    return block
  }

  #grow(): void {
    if (this.#buffer.byteLength >= this.#limits.recordBytesMax) {
      throw new BadFileError(
        `a row has more than ${this.#limits.recordBytesMax} bytes: most likely quotes that are not closed`,
        {
          row: this.#recordsBefore + 1,
          byte: this.#start,
        },
      )
    }
    const grown = Buffer.allocUnsafe(Math.min(this.#buffer.byteLength * 2, this.#limits.recordBytesMax))
    this.#buffer.copy(grown, 0, 0, this.#usedBytes)
    this.#buffer = grown
  }
}
