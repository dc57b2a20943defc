// Whether a client sends its body fast enough: 1 KiB a second on average, measured over 10 seconds. The clock stands still
// while the server itself holds the client back.

export const bytesPerSecondMin = 1024
export const windowMs = 10_000
/** uWebSockets.js cuts a request's connection 8 to 12 s after it was told to last: each step tells it so again, in time. */
const stepMs = windowMs / 2

export interface BodyPaceOptions {
  /** Called every few seconds as long as the pace is kept. */
  readonly goOn: () => void
  /** Called once, with the bytes that came in `windowMs`; the clock is stopped then. */
  readonly tooSlow: (receivedBytes: number) => void
}

export class BodyPace {
  readonly #options: BodyPaceOptions
  #timer: NodeJS.Timeout | undefined
  /** Of the step before this one; undefined in the first. */
  #bytesBefore: number | undefined
  #bytes = 0

  constructor(options: BodyPaceOptions) {
    this.#options = options
  }

  /** Begins a new window. */
  start(): void {
    this.stop()
    this.#bytesBefore = undefined
    this.#bytes = 0
    this.#timer = setInterval(() => this.#step(), stepMs)
  }

  stop(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  count(bytes: number): void {
    this.#bytes += bytes
  }

  #step(): void {
    const receivedBytes = (this.#bytesBefore ?? Number.POSITIVE_INFINITY) + this.#bytes
    this.#bytesBefore = this.#bytes
    this.#bytes = 0
    if (receivedBytes >= (bytesPerSecondMin * windowMs) / 1000) {
      this.#options.goOn()
      return
    }
    this.stop()
    this.#options.tooSlow(receivedBytes)
  }
}
