// Texts of a whole column, one behind the other: what the encoders copy from.

export class TextBuffer {
  /** Where the text of each slot ends in `bytes`; it begins where the one before it ends. */
  readonly ends: Uint32Array
  bytes = Buffer.allocUnsafe(4096)
  usedBytes = 0

  constructor(slotCountMax: number) {
    this.ends = new Uint32Array(slotCountMax)
  }

  startOf(slot: number): number {
    return slot === 0 ? 0 : (this.ends[slot - 1] ?? 0)
  }

  lengthOf(slot: number): number {
    return (this.ends[slot] ?? 0) - this.startOf(slot)
  }

  /** The bytes of a slot's text, valid until the next batch. */
  textOf(slot: number): Buffer {
    return this.bytes.subarray(this.startOf(slot), this.ends[slot] ?? 0)
  }

  /** Makes room for so many bytes behind those that are there. */
  ensure(byteCount: number): void {
    const needed = this.usedBytes + byteCount
    if (needed <= this.bytes.byteLength) return
    const grown = Buffer.allocUnsafe(Math.max(needed, this.bytes.byteLength * 2))
    this.bytes.copy(grown, 0, 0, this.usedBytes)
    this.bytes = grown
  }
}
