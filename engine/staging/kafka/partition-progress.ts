// How far a consumer is in one partition: what it has fetched, what of that is not committed, and up to where Kafka knows.
// It promises that `committable` never passes a block that is not committed, and never goes back.

export class PartitionProgress {
  readonly partition: number
  /** Offset of the next record to fetch. */
  position: bigint
  /** Everything below is committed, durably. */
  committed: bigint
  /** Rises when the log is gone over again: what was fetched before is then fetched once more. */
  era = 0
  #isReleased = false
  readonly #outstanding = new Set<bigint>() // in ascending order: that is how records are fetched
  #waiting: { readonly offset: bigint; readonly resolve: () => void; readonly reject: (error: unknown) => void }[] = []

  constructor(partition: number, offset: bigint) {
    this.partition = partition
    this.position = offset
    this.committed = offset
  }

  /** Everything below may be committed. */
  get committable(): bigint {
    for (const lowest of this.#outstanding) return lowest
    return this.position
  }

  /** A record was fetched that somebody has to commit. */
  fetched(offset: bigint): void {
    this.#outstanding.add(offset)
  }

  /**
   * Its block, fetched in that era, is in the warehouse. Resolves when Kafka knows, durably; at once when an era has begun
   * since, for it is fetched again and may never be handed out to anyone who stops now.
   */
  complete(offset: bigint, era = this.era): Promise<void> {
    if (era !== this.era) return Promise.resolve()
    this.#outstanding.delete(offset)
    if (this.#isReleased || offset < this.committed) return Promise.resolve()
    return new Promise((resolve, reject) => this.#waiting.push({ offset, resolve, reject }))
  }

  /** Kafka knows that everything below is committed. */
  advance(offset: bigint): void {
    if (offset <= this.committed) return
    this.committed = offset
    if (this.position < offset) this.position = offset
    for (const outstanding of this.#outstanding) {
      if (outstanding >= offset) break
      this.#outstanding.delete(outstanding)
    }
    const covered = this.#waiting.filter((waiting) => waiting.offset < offset)
    this.#waiting = this.#waiting.filter((waiting) => waiting.offset >= offset)
    for (const { resolve } of covered) resolve()
  }

  /** The log has been made anew: what was known of it is void. */
  restart(offset: bigint): void {
    this.era++
    this.#forget()
    this.position = offset
    this.committed = offset
  }

  /** The partition is no longer this consumer's: whoever waits need not, its new owner commits. */
  release(): void {
    this.#isReleased = true
    this.#forget()
  }

  /** What is completed cannot be committed now. */
  fail(error: unknown): void {
    for (const { reject } of this.#waiting.splice(0)) reject(error)
  }

  #forget(): void {
    this.#outstanding.clear()
    for (const { resolve } of this.#waiting.splice(0)) resolve()
  }
}
