// How often the page asks: fast while rows come in, slowly otherwise.
import type { Live } from './live.svelte.ts'
import type { View } from './view.svelte.ts'

/** The last rows are counted, and answers from before them are out of the API's cache. */
const settlingMs = 15_000

export class Pace {
  readonly #live: Pick<Live, 'isRunning' | 'connection' | 'metrics'>
  readonly #view: Pick<View, 'range' | 'dataset'>
  #ranAtMs = -Infinity

  constructor(live: Pick<Live, 'isRunning' | 'connection' | 'metrics'>, view: Pick<View, 'range' | 'dataset'>) {
    this.#live = live
    this.#view = view
  }

  /** Tell it when the pipeline begins or ends. */
  noteRun(): void {
    this.#ranAtMs = Date.now()
  }

  seriesMs(): number {
    return this.#moves() ? 1_500 : 10_000
  }

  breakdownMs(): number {
    return this.#moves() ? 5_000 : 15_000
  }

  eventsMs(): number {
    return this.#moves() ? 1_000 : 5_000
  }

  pipelineMs(): number {
    return this.#isBusy() ? 2_000 : 5_000
  }

  /** That of the live events is pushed too, while the connection is open. */
  overviewMs(): number {
    if (this.#view.dataset !== undefined) return this.#isBusy() ? 1_500 : 10_000
    return this.#live.connection === 'open' && this.#live.metrics !== undefined ? 15_000 : 3_000
  }

  datasetsMs(): number {
    return this.#isBusy() ? 5_000 : 15_000
  }

  #isBusy(): boolean {
    return this.#live.isRunning || Date.now() - this.#ranAtMs < settlingMs
  }

  /** A custom range stands still. */
  #moves(): boolean {
    return this.#isBusy() && 'preset' in this.#view.range
  }
}
