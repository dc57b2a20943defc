// Shares one call among all who ask at once, so that nobody gets an answer that was begun before the question: whoever
// comes while a call is under way gets the next one. Calls do not follow each other faster than every `spacingMs`.
import { setTimeout as sleep } from 'node:timers/promises'

export class NextFlight<Value> {
  readonly #call: () => Promise<Value>
  readonly #spacingMs: number
  #begunAtMs = -Infinity
  #current: Promise<Value> | undefined
  #next: Promise<Value> | undefined

  constructor(call: () => Promise<Value>, spacingMs = 0) {
    this.#call = call
    this.#spacingMs = spacingMs
  }

  run(): Promise<Value> {
    this.#next ??= this.#afterCurrent()
    return this.#next
  }

  async #afterCurrent(): Promise<Value> {
    await this.#current?.catch(() => undefined) // whoever got that one hears of its failure
    const waitMs = this.#begunAtMs + this.#spacingMs - performance.now()
    if (waitMs > 0) await sleep(waitMs)
    this.#begunAtMs = performance.now()
    this.#next = undefined
    this.#current = this.#call()
    return this.#current
  }
}
