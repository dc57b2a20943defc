// A loop over rows, which writes LZ4 sequences into a memory of its own. Drawn values are copied there and what is written is
// copied away, some rows at a time: a core's cache holds both.
import type { RowSlots } from '../../generate/column/drawn-column.ts'
import { writeBytes, type ByteSink } from '../rowbinary/byte-sink.ts'
import { slotCount } from '../slot-count.ts'
import { endLiterals, literalsOffset, windowBytes } from './lz4-sequence.ts'

/** Where the loop stands, in the first words of its memory. It begins in the middle of a sequence, and ends there. */
export const stateWords = {
  /** Where the next byte of rows is among all that are written; only how far it is from others counts. */
  at: 0,
  /** The address of the next byte that is written. */
  end: 1,
  /** The address of the sequence's token. */
  token: 2,
} as const

export type TypedArray = Uint8Array | Uint32Array | Float64Array

/** An array of drawn values, and where the loop reads them: those of some rows at a time, or all slots of a batch. */
export interface RowLoopInput {
  readonly from: TypedArray
  readonly address: number
  readonly length: number
  /** How many values a slot has. */
  readonly perSlot: number
  readonly of: RowSlots
}

/** Words in which it is kept where something was last written: `count` of them, each `strideBytes` behind the one before. */
export interface RowLoopPositions {
  readonly address: number
  readonly count: number
  readonly strideBytes: number
}

export interface RowLoopParts {
  readonly memory: WebAssembly.Memory
  /** Writes that many rows, whose values are there. */
  readonly writeRows: (rowCount: number) => void
  readonly inputs: readonly RowLoopInput[]
  readonly positions: readonly RowLoopPositions[]
  /** Of the room for what is written. */
  readonly outAddress: number
}

interface Copy {
  readonly from: TypedArray
  readonly to: TypedArray
  readonly perSlot: number
}

/** Positions are kept in 32 bits with a sign, and no block is so long. */
const positionMax = 2 ** 30

export class RowLoop {
  readonly #bytes: Uint8Array
  readonly #view: DataView
  readonly #words: Int32Array
  readonly #writeRows: (rowCount: number) => void
  readonly #ofRows: readonly Copy[]
  readonly #ofSlots: readonly { readonly slots: Uint32Array; readonly copies: readonly Copy[] }[]
  readonly #positions: readonly RowLoopPositions[]
  readonly #outAddress: number

  constructor({ memory: { buffer }, writeRows, inputs, positions, outAddress }: RowLoopParts) {
    this.#bytes = new Uint8Array(buffer)
    this.#view = new DataView(buffer)
    this.#words = new Int32Array(buffer)
    this.#writeRows = writeRows
    this.#ofRows = inputs.filter(isOfRows).map((input) => copyInto(buffer, input))
    const ofSlots = Map.groupBy(
      inputs.filter((input) => !isOfRows(input)),
      ({ of }) => of.slots,
    )
    this.#ofSlots = [...ofSlots].map(([slots, all]) => ({ slots, copies: all.map((input) => copyInto(buffer, input)) }))
    this.#positions = positions
    this.#outAddress = outAddress
  }

  /** Takes what was drawn for slots that several of the first `rowCount` rows may have. */
  takeSlots(rowCount: number): void {
    for (const { slots, copies } of this.#ofSlots) {
      const count = slotCount(slots, rowCount)
      for (const { from, to, perSlot } of copies) to.set(from.subarray(0, count * perSlot))
    }
  }

  startBlock(): void {
    this.#words[stateWords.token] = this.#outAddress
    this.#words[stateWords.end] = this.#outAddress + literalsOffset
    this.forgetPositions()
  }

  /** Leaves all of them too far behind for a match: there are too many to be cleared for every block. */
  forgetPositions(): void {
    const at = this.#word('at') + windowBytes
    const isTooFar = at >= positionMax
    if (isTooFar) this.#clearPositions()
    this.#words[stateWords.at] = isTooFar ? windowBytes : at
  }

  /** At most `hotLoopRows`. Returns how many bytes they have. What is written but for the last sequence goes to `sink`. */
  write(sink: ByteSink, fromRow: number, toRow: number): number {
    for (const { from, to, perSlot } of this.#ofRows) to.set(from.subarray(fromRow * perSlot, toRow * perSlot))
    const before = this.#word('at')
    this.#writeRows(toRow - fromRow)
    this.#moveTo(sink, this.#word('token'))
    return this.#word('at') - before
  }

  /** Ends the block with the literals there are. */
  endBlock(sink: ByteSink): void {
    this.#moveTo(sink, endLiterals(this.#view, this.#word('token'), this.#word('end')))
  }

  #moveTo(sink: ByteSink, address: number): void {
    const byteCount = address - this.#outAddress
    if (byteCount === 0) return
    writeBytes(sink, this.#bytes.subarray(this.#outAddress, address))
    const end = this.#word('end')
    this.#bytes.copyWithin(this.#outAddress, address, end)
    this.#words[stateWords.token] = this.#outAddress
    this.#words[stateWords.end] = end - byteCount
  }

  #word(name: keyof typeof stateWords): number {
    return this.#words[stateWords[name]] ?? 0
  }

  #clearPositions(): void {
    for (const { address, count, strideBytes } of this.#positions) {
      for (let i = 0; i < count; i++) this.#words[(address + i * strideBytes) / this.#words.BYTES_PER_ELEMENT] = 0
    }
  }
}

function isOfRows({ of }: RowLoopInput): boolean {
  return of.slotPer === 'row'
}

function copyInto(buffer: ArrayBuffer, { from, address, length, perSlot }: RowLoopInput): Copy {
  return { from, to: viewLike(from, buffer, address, length), perSlot }
}

function viewLike(array: TypedArray, buffer: ArrayBuffer, address: number, length: number): TypedArray {
  if (array instanceof Float64Array) return new Float64Array(buffer, address, length)
  if (array instanceof Uint32Array) return new Uint32Array(buffer, address, length)
  return new Uint8Array(buffer, address, length)
}
