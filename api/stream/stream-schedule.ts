// When events are due: at a steady rate, with a burst in the first second of every ten. Time decides, never what was sent.

const periodSeconds = 10
const burstSeconds = 1

export class StreamSchedule {
  readonly #rate: number
  readonly #burst: number

  constructor(rate: number, burst: number) {
    this.#rate = rate
    this.#burst = burst
  }

  /** How many events are due in all, that many seconds after the start. */
  dueAt(seconds: number): number {
    const periods = Math.floor(seconds / periodSeconds)
    const rest = seconds - periods * periodSeconds
    return this.#rate * (periods * this.#weight(periodSeconds) + this.#weight(rest))
  }

  /** Seconds after the start at which event number `count` (from 0 on) is due. */
  secondsOf(count: number): number {
    const perPeriod = this.#rate * this.#weight(periodSeconds)
    const periods = Math.floor(count / perPeriod)
    const rest = (count - periods * perPeriod) / this.#rate
    const inBurst = rest / this.#burst
    return (
      periods * periodSeconds + (inBurst <= burstSeconds ? inBurst : burstSeconds + rest - burstSeconds * this.#burst)
    )
  }

  #weight(seconds: number): number {
    const inBurst = Math.min(seconds, burstSeconds)
    return inBurst * this.#burst + (seconds - inBurst)
  }
}
