// Lets loops sleep until something happens; a wake-up that finds nobody asleep ends the next sleep at once, so none is lost.

export class Wakeup {
  readonly #sleepers = new Set<() => void>()
  #pending = false

  /** Ends every sleep. */
  wake(): void {
    if (this.#sleepers.size === 0) this.#pending = true
    for (const end of this.#sleepers) end()
  }

  /** Resolves at the next `wake`, or after `sleepMsMax`. */
  async sleep(sleepMsMax: number): Promise<void> {
    if (this.#pending) {
      this.#pending = false
      return
    }
    await new Promise<void>((resolve) => {
      const end = (): void => {
        clearTimeout(timer)
        this.#sleepers.delete(end)
        resolve()
      }
      const timer = setTimeout(end, sleepMsMax)
      this.#sleepers.add(end)
    })
  }
}
