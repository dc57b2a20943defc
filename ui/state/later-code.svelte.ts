// Code that the page loads when it needs it: what could not be loaded is tried again with back-off until it is there, and at
// once when it is told to.
import { backOffMs } from '../connect/back-off.ts'

export class LaterCode<Loaded> {
  loaded: Loaded | undefined = $state.raw()
  /** From the first failure until it is there. */
  hasFailed = $state(false)
  readonly #name: string
  readonly #load: () => Promise<Loaded>
  #isLoading = false
  #isOver = false
  #failureCount = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  /** `name` is for the console; `load` is called for each try. */
  constructor(name: string, load: () => Promise<Loaded>) {
    this.#name = name
    this.#load = load
  }

  /** Loads it, unless that is done or under way. */
  ask(): void {
    if (this.loaded !== undefined || this.#isLoading || this.#isOver) return
    this.#isLoading = true
    clearTimeout(this.#timer)
    this.#load()
      .then(
        (loaded) => this.#keep(loaded),
        (error: unknown) => this.#fail(error),
      )
      .finally(() => (this.#isLoading = false))
  }

  /** Tries at once what has failed, instead of waiting. */
  retry(): void {
    if (this.#failureCount > 0) this.ask()
  }

  stop(): void {
    this.#isOver = true
    clearTimeout(this.#timer)
  }

  #keep(loaded: Loaded): void {
    this.loaded = loaded
    this.hasFailed = false
  }

  #fail(error: unknown): void {
    if (this.#failureCount === 0) console.error(`the code of "${this.#name}" could not be loaded`, error)
    this.hasFailed = true
    this.#failureCount++
    if (!this.#isOver) this.#timer = setTimeout(() => this.ask(), backOffMs(this.#failureCount))
  }
}
