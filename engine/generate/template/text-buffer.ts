// Texts of a whole column, one behind the other, each with its length before it (unsigned LEB128), as ClickHouse's formats have
// them: the column as Native wants it is these bytes as they are.

export class TextBuffer {
  bytes = Buffer.allocUnsafe(4096)
  view = new DataView(this.bytes.buffer, this.bytes.byteOffset)
  usedBytes = 0
  /** Where the text of each slot begins in `bytes`, behind its length, and where it ends. */
  readonly #starts: Uint32Array
  readonly #ends: Uint32Array

  constructor(slotCountMax: number) {
    this.#starts = new Uint32Array(slotCountMax)
    this.#ends = new Uint32Array(slotCountMax)
  }

  /** The bytes of a slot's text, valid until the next batch. */
  textOf(slot: number): Buffer {
    return this.bytes.subarray(this.#starts[slot] ?? 0, this.#ends[slot] ?? 0)
  }

  /** Where the length of a slot's text begins. */
  entryStartOf(slot: number): number {
    return slot === 0 ? 0 : (this.#ends[slot - 1] ?? 0)
  }

  /** Bytes of a slot's text and of its length before it. */
  entryBytesOf(slot: number): number {
    return (this.#ends[slot] ?? 0) - this.entryStartOf(slot)
  }

  /** The first `slotCount` texts with their lengths, valid until the next batch. */
  firstTexts(slotCount: number): Buffer {
    return this.bytes.subarray(0, slotCount === 0 ? 0 : this.#ends[slotCount - 1])
  }

  /** Begins a slot's text; slots follow each other from 0 on. What is appended from here on is the text. */
  begin(slot: number): void {
    if (slot === 0) this.usedBytes = 0
    this.ensure(1)
    this.usedBytes++ // the length of all but long texts takes one byte
    this.#starts[slot] = this.usedBytes
  }

  end(slot: number): void {
    const start = this.#starts[slot] ?? 0
    const length = this.usedBytes - start
    if (length < 0x80) this.bytes[start - 1] = length
    else this.#writeLength(slot, start, length)
    this.#ends[slot] = this.usedBytes
  }

  /** Makes room for so many bytes behind those that are there. */
  ensure(byteCount: number): void {
    const needed = this.usedBytes + byteCount
    if (needed <= this.bytes.byteLength) return
    const grown = Buffer.allocUnsafe(Math.max(needed, this.bytes.byteLength * 2))
    this.bytes.copy(grown, 0, 0, this.usedBytes)
    this.bytes = grown
    this.view = new DataView(grown.buffer, grown.byteOffset, grown.byteLength)
  }

  /** Moves a long text behind a length that takes more than a byte. */
  #writeLength(slot: number, start: number, length: number): void {
    const moreBytes = length < 0x4000 ? 1 : length < 0x20_0000 ? 2 : 3
    this.ensure(moreBytes)
    this.bytes.copyWithin(start + moreBytes, start, this.usedBytes)
    let rest = length
    for (let i = start - 1; i < start - 1 + moreBytes; i++, rest >>>= 7) this.bytes[i] = (rest & 0x7f) | 0x80
    this.bytes[start - 1 + moreBytes] = rest
    this.#starts[slot] = start + moreBytes
    this.usedBytes += moreBytes
  }
}
