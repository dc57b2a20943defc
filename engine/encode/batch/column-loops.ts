// Loops over the rows of a Native column, in WebAssembly, which takes a third of the time of the same in JavaScript. Each has its
// values in the module's memory, and leaves there what they become, a piece of rows at a time: it stays in a core's cache.
import { fixedWidthBytes } from '@millrace/schemas/column/column-type.ts'
import type { RowSlots } from '../../generate/column/drawn-column.ts'
import { hotLoopRows } from '../../machine/hot-loop.ts'
import { instantiateWat } from '../../wasm/instantiate-wat.ts'
import { copiedBytesMin } from '../../wasm/copy-bytes.ts'
import { MemoryLayout } from '../../wasm/memory-layout.ts'
import { writeBytes, type ByteSink } from '../rowbinary/byte-sink.ts'
import { slotCount } from '../slot-count.ts'
import type { Chunks } from './chunks.ts'
import { columnLoopsText, type ColumnLoopFunctions, type FixedWidth } from './column-loops-text.ts'

const codeBytes = 4
const uuidBytes = fixedWidthBytes.UUID
const recordWords = 2
const outBytesMin = 64 * 1024

/** Chunks in the loops' memory. */
export interface PlacedChunks {
  /** Of `width` bytes each, at `address`; or, of whatever length, told by records there: address and length of each. */
  readonly address: number
  readonly width: FixedWidth | undefined
  readonly lengthMax: number
}

interface Made {
  readonly run: ColumnLoopFunctions
  readonly memory: ArrayBuffer
  readonly outAddress: number
  readonly outBytes: number
}

/** The code of each row in a pool column. */
export interface RowCodes extends RowSlots {
  readonly codes: Uint32Array
  /** By slot: where it has 1, the row's code is `nullCode`. */
  readonly nulls?: Uint8Array | undefined
  readonly nullCode: number
}

export class ColumnLoops {
  readonly #layout = new MemoryLayout()
  readonly #rowCodesAddress: number
  readonly #slotsAddress: number
  readonly #valuesAddress: number
  readonly #nullsAddress: number
  #lengthMax = 0
  #made: Made | undefined
  /** Whose slots are in the memory, and how many they name. */
  #taken: { readonly slots: Uint32Array; readonly slotCount: number } | undefined

  constructor(rowCountMax: number) {
    this.#rowCodesAddress = this.#layout.place(rowCountMax * codeBytes)
    this.#slotsAddress = this.#layout.place(rowCountMax * codeBytes)
    this.#valuesAddress = this.#layout.place(rowCountMax * uuidBytes)
    this.#nullsAddress = this.#layout.place(rowCountMax)
  }

  /** To be called before anything is appended. */
  place({ bytes, starts, lengths }: Chunks): PlacedChunks {
    const lengthMax = lengths.reduce((max, length) => Math.max(max, length), 0)
    this.#lengthMax = Math.max(this.#lengthMax, lengthMax)
    const width = fixedWidths.find((each) => lengths.every((length) => length === each))
    const address = this.#layout.constant(bytes)
    this.#layout.place(copiedBytesMin) // a copy of the last chunk reads on
    if (width !== undefined) return { address, width, lengthMax }
    const records = new Uint32Array(lengths.length * recordWords)
    starts.forEach((start, value) => records.set([address + start, lengths[value] ?? 0], value * recordWords))
    return { address: this.#layout.constant(new Uint8Array(records.buffer)), width, lengthMax }
  }

  /** Forgets the slots of another batch. */
  start(): void {
    this.#taken = undefined
  }

  /** What is appended from now on is what the pool has for these codes. */
  takeCodes({ codes, slots, slotPer, nulls, nullCode }: RowCodes, rowCount: number): void {
    const { run, memory } = this.#ready
    if (slotPer === 'row' && nulls === undefined) {
      new Uint32Array(memory, this.#rowCodesAddress).set(codes.subarray(0, rowCount))
      return
    }
    const taken = this.#takeSlots(slots, rowCount)
    new Uint32Array(memory, this.#valuesAddress).set(codes.subarray(0, taken))
    if (nulls !== undefined) new Uint8Array(memory, this.#nullsAddress).set(nulls.subarray(0, taken))
    for (const [from, count] of pieces(rowCount, hotLoopRows)) {
      const slotsAddress = this.#slotsAddress + from * codeBytes
      const to = this.#rowCodesAddress + from * codeBytes
      if (nulls === undefined) run.gatherWords(slotsAddress, this.#valuesAddress, to, count)
      else run.gatherUnlessNull(slotsAddress, this.#valuesAddress, to, count, this.#nullsAddress, nullCode)
    }
  }

  /** Bytes that `appendChunks` will append. */
  chunksBytes({ address, width }: PlacedChunks, rowCount: number): number {
    if (width !== undefined) return rowCount * width
    const { run } = this.#ready
    let total = 0
    for (const [from, count] of pieces(rowCount, hotLoopRows)) {
      total += run.sumLengths(this.#rowCodesAddress + from * codeBytes, address, count)
    }
    return total
  }

  /** Appends the chunk of each row's code. `areLengths`: they are 64-bit numbers, to be summed up over all rows. */
  appendChunks(
    sink: ByteSink,
    { address, width, lengthMax }: PlacedChunks,
    rowCount: number,
    areLengths = false,
  ): void {
    const { run, outAddress, outBytes } = this.#ready
    const rowsAtOnce = Math.max(1, Math.min(hotLoopRows, Math.floor(outBytes / Math.max(1, lengthMax))))
    if (areLengths) run.startSum()
    for (const [from, count] of pieces(rowCount, rowsAtOnce)) {
      const codes = this.#rowCodesAddress + from * codeBytes
      const end =
        width === undefined
          ? run.putChunks(codes, address, outAddress, count)
          : run[`put${width}`](codes, address, outAddress, count)
      if (areLengths) run.sumUp(outAddress, end)
      this.#append(sink, end - outAddress)
    }
  }

  /** Appends the UUID of each row's slot. */
  appendUuids(sink: ByteSink, words: Uint32Array, slots: Uint32Array, rowCount: number): void {
    const { run, memory, outAddress } = this.#ready
    const taken = this.#takeSlots(slots, rowCount)
    new Uint32Array(memory, this.#valuesAddress).set(words.subarray(0, taken * (uuidBytes / words.BYTES_PER_ELEMENT)))
    for (const [from, count] of pieces(rowCount, hotLoopRows)) {
      run.gatherUuids(this.#slotsAddress + from * codeBytes, this.#valuesAddress, outAddress, count)
      this.#append(sink, count * uuidBytes)
    }
  }

  /** Appends what is in the room for a piece. */
  #append(sink: ByteSink, byteCount: number): void {
    const { memory, outAddress } = this.#ready
    writeBytes(sink, new Uint8Array(memory, outAddress, byteCount))
  }

  /** Returns how many slots there are, up to the highest that a row has. */
  #takeSlots(slots: Uint32Array, rowCount: number): number {
    const { memory } = this.#ready
    if (this.#taken?.slots !== slots) {
      new Uint32Array(memory, this.#slotsAddress).set(slots.subarray(0, rowCount))
      this.#taken = { slots, slotCount: slotCount(slots, rowCount) }
    }
    return this.#taken.slotCount
  }

  get #ready(): Made {
    this.#made ??= this.#make()
    return this.#made
  }

  #make(): Made {
    const outBytes = Math.max(outBytesMin, this.#lengthMax)
    const outAddress = this.#layout.place(outBytes + copiedBytesMin)
    const memory = this.#layout.allocate()
    // The module exports what its text says.
    const run = instantiateWat(columnLoopsText, memory) as unknown as ColumnLoopFunctions
    return { run, memory: memory.buffer, outAddress, outBytes }
  }
}

const fixedWidths: readonly FixedWidth[] = [1, 2, 4, 8]

function* pieces(rowCount: number, rowsAtOnce: number): Generator<readonly [from: number, count: number]> {
  for (let from = 0; from < rowCount; from += rowsAtOnce) yield [from, Math.min(rowCount - from, rowsAtOnce)]
}
