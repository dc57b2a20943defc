// How many answers are under way, and the moment when there are none.

export class UnderWay {
  #count = 0
  #whenNone: (() => void) | undefined

  begin(): void {
    this.#count++
  }

  end(): void {
    this.#count--
    if (this.#count === 0) this.#whenNone?.()
  }

  /** Resolves when there is none, after `timeoutMs` at the latest. */
  async whenNone(timeoutMs: number): Promise<void> {
    if (this.#count === 0) return
    let timer: NodeJS.Timeout | undefined
    await new Promise<void>((resolve) => {
      this.#whenNone = resolve
      timer = setTimeout(resolve, timeoutMs)
    })
    clearTimeout(timer)
  }
}
