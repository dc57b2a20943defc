// Work that goes on without a pause, several pieces at once, while it is measured: nobody waits for the slowest of a group.

export class Lanes {
  readonly #work: () => Promise<void>
  readonly #lanes: Promise<unknown>
  #isStopped = false
  #endedCount = 0
  #expectedCount = 0
  #expected = Promise.withResolvers<undefined>()

  /** Begins at once. A lane starts its next piece of work as soon as the one before has ended. */
  constructor(laneCount: number, work: () => Promise<void>) {
    this.#work = work
    this.#lanes = Promise.all(Array.from({ length: laneCount }, () => this.#lane()))
    this.#lanes.catch(() => undefined) // whoever asks for pieces, or stops, is told
  }

  /** Resolves when as many more pieces have ended since those that were asked for before; rejects when one has failed. */
  async next(pieceCount: number): Promise<void> {
    this.#expectedCount += pieceCount
    if (this.#endedCount < this.#expectedCount) await Promise.race([this.#expected.promise, this.#lanes])
  }

  /** Resolves when what had been started has ended; rejects when a piece has failed. */
  async stop(): Promise<void> {
    this.#isStopped = true
    await this.#lanes
  }

  async #lane(): Promise<void> {
    while (!this.#isStopped) {
      await this.#work()
      this.#endedCount++
      if (this.#endedCount !== this.#expectedCount) continue
      this.#expected.resolve(undefined)
      this.#expected = Promise.withResolvers()
    }
  }
}
