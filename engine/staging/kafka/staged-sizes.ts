// How many bytes the staged blocks have. Kafka tells offsets, not sizes, so this remembers the size of every block that
// this process has appended or fetched, and takes the mean of all it has seen for those that others appended.

export class StagedSizes {
  readonly #bytesByOffset = new Map<number, Map<number, number>>()
  #blocksSeen = 0
  #bytesSeen = 0

  note(partition: number, offset: bigint, frameBytes: number): void {
    const sizes = this.#bytesByOffset.get(partition) ?? new Map<number, number>()
    this.#bytesByOffset.set(partition, sizes)
    if (sizes.has(Number(offset))) return
    sizes.set(Number(offset), frameBytes)
    this.#blocksSeen++
    this.#bytesSeen += frameBytes
  }

  /** Mean bytes of the blocks seen so far; undefined when there are none. */
  get meanBytes(): number | undefined {
    return this.#blocksSeen === 0 ? undefined : this.#bytesSeen / this.#blocksSeen
  }

  /** Bytes of the blocks from offset `from` up to `to`; forgets those before. `otherwiseBytes` is for each that is not known. */
  bytesBetween(partition: number, from: bigint, to: bigint, otherwiseBytes: number): number {
    const sizes = this.#bytesByOffset.get(partition)
    let bytes = 0
    let unknown = Number(to - from)
    for (const [offset, frameBytes] of sizes ?? []) {
      if (offset < Number(from)) sizes?.delete(offset)
      else if (offset < Number(to)) {
        bytes += frameBytes
        unknown--
      }
    }
    return bytes + unknown * otherwiseBytes
  }
}
