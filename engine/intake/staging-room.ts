// Whether more may be staged. What it knows is a quarter of a second old at most.
import { setTimeout as sleep } from 'node:timers/promises'
import { coalesced } from '../concurrency/coalesced.ts'
import { MillraceError } from '../errors/millrace-error.ts'
import type { Staging } from '../staging/staging.ts'

const askEveryMs = 250

export class StagingRoom {
  readonly #stagedBytesMax: number
  readonly #ask: () => Promise<void>
  #stagedBytes = 0
  #askedAtMs = -Infinity

  constructor(staging: Pick<Staging, 'backlog'>, stagedBytesMax: number) {
    this.#stagedBytesMax = stagedBytesMax
    this.#ask = coalesced(async () => {
      this.#stagedBytes = (await staging.backlog()).bytes
      this.#askedAtMs = performance.now()
    })
  }

  /**
   * Resolves when there is room. Rejects with `STAGING_FULL` when there is none within `waitMsMax`, with
   * `STAGING_UNAVAILABLE` when staging does not say.
   */
  async wait(waitMsMax: number): Promise<void> {
    const untilMs = performance.now() + waitMsMax
    for (;;) {
      if (performance.now() - this.#askedAtMs > askEveryMs) await this.#ask()
      if (this.#stagedBytes < this.#stagedBytesMax) return
      if (performance.now() >= untilMs) throw this.#full()
      await sleep(askEveryMs)
    }
  }

  #full(): MillraceError {
    return new MillraceError(
      'STAGING_FULL',
      `${this.#stagedBytes} bytes are staged, ${this.#stagedBytesMax} may be (STAGED_BYTES_MAX): ClickHouse has to take some first`,
    )
  }
}
