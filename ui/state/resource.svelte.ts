// One answer of the API, kept up to date: asked again after a while, while someone looks. A failure leaves the last answer,
// and is followed by a try after the time the API says, or after back-off.
import { untrack } from 'svelte'
import type { Answered } from '../connect/api-client.ts'
import { ApiError } from '../connect/api-error.ts'
import { backOffMs } from '../connect/back-off.ts'
import { pageVisibility, type PageVisibility } from '../connect/page-visibility.ts'

export class Resource<T> {
  value: T | undefined = $state.raw()
  error: ApiError | undefined = $state.raw()
  isLoading = $state(false)
  /** The API itself had only an old answer. */
  isStale = $state(false)
  /** When the answer was made, in epoch milliseconds. */
  answeredAtMs: number | undefined = $state()

  readonly #load: (signal: AbortSignal) => Promise<Answered<T>>
  readonly #pollMs: () => number
  readonly #visibility: PageVisibility
  #request: AbortController | undefined
  #endWait: (() => void) | undefined
  #failureCount = 0
  #isOfOtherQuestion = false

  /** Nothing is asked before the first `refresh` or `renew`. `pollMs` is asked after each answer. */
  constructor(
    load: (signal: AbortSignal) => Promise<Answered<T>>,
    pollMs: () => number,
    visibility: PageVisibility = pageVisibility,
  ) {
    this.#load = load
    this.#pollMs = pollMs
    this.#visibility = visibility
  }

  /** Asks now, in place of a question that is under way. */
  refresh(): void {
    untrack(() => void this.#ask())
  }

  /** The same for another question: the value stays until the answer is there, and goes if there is none. */
  renew(): void {
    this.#isOfOtherQuestion = true
    this.refresh()
  }

  /** What is known is of something else. */
  forget(): void {
    this.value = undefined
    this.error = undefined
    this.isStale = false
    this.answeredAtMs = undefined
  }

  /** Asks no more, until it is told to. */
  stop(): void {
    this.#endWait?.()
    this.#endWait = undefined
    this.#request?.abort()
    this.#request = undefined
    this.isLoading = false
  }

  async #ask(): Promise<void> {
    this.stop()
    const request = new AbortController()
    this.#request = request
    this.isLoading = true
    let waitMs: number
    try {
      const answered = await this.#load(request.signal)
      if (this.#request !== request) return
      this.#keep(answered)
      waitMs = this.#pollMs()
    } catch (error) {
      if (this.#request !== request) return
      waitMs = this.#fail(error)
    }
    this.#request = undefined
    this.isLoading = false
    this.#endWait = this.#after(waitMs)
  }

  #keep({ value, isStale, ageSeconds }: Answered<T>): void {
    this.value = value
    this.error = undefined
    this.isStale = isStale
    this.answeredAtMs = Date.now() - ageSeconds * 1000
    this.#failureCount = 0
    this.#isOfOtherQuestion = false
  }

  /** Gives the time until the next try. */
  #fail(error: unknown): number {
    // What is no ApiError is a mistake of ours: shown as well, and told to the console.
    if (!(error instanceof ApiError)) console.error(error)
    const shown = error instanceof ApiError ? error : new ApiError('failed', String(error), { cause: error })
    if (this.#isOfOtherQuestion) this.forget()
    this.error = shown
    this.#failureCount++
    return Math.max(backOffMs(this.#failureCount), (shown.retryAfterSeconds ?? 0) * 1000)
  }

  /** Asks after that time, or as soon as someone looks after it. */
  #after(waitMs: number): () => void {
    let stopWatching: (() => void) | undefined
    const timer = setTimeout(() => {
      if (this.#visibility.isHidden()) stopWatching = this.#visibility.onShown(() => this.refresh())
      else this.refresh()
    }, waitMs)
    return () => {
      clearTimeout(timer)
      stopWatching?.()
    }
  }
}
