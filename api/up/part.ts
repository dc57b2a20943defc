// One of the programs that `make up` keeps running: started again when it dies, with a growing pause, until it has died too
// often too soon.
import { setTimeout as sleep } from 'node:timers/promises'
import { exitCodes } from '@millrace/engine/cli/exit-code.ts'
import { MillraceError } from '@millrace/engine/errors/millrace-error.ts'
import { PartProcess, type PartEnd, type PartProgram } from './part-process.ts'

const earlyDeathsMax = 5
const soundAfterMs = 60_000
const firstPauseMs = 500
const pauseMsMax = 10_000

export interface PartOptions {
  readonly name: string
  readonly program: PartProgram
  /** What it writes. */
  readonly onLine: (line: string) => void
  /** What becomes of it. */
  readonly notify: (message: string) => void
  readonly firstPauseMs?: number
  readonly soundAfterMs?: number
}

export class Part {
  readonly #options: Required<PartOptions>
  readonly #stopping = new AbortController()
  #process: PartProcess | undefined
  #running: Promise<void> = Promise.resolve()

  constructor(options: PartOptions) {
    this.#options = { firstPauseMs, soundAfterMs, ...options }
  }

  get name(): string {
    return this.#options.name
  }

  /** Undefined while it does not run. */
  get processId(): number | undefined {
    return this.#process?.processId
  }

  /**
   * Resolves after `stop`. Rejects with `CONFIG` when the program says that it is not configured well, and with
   * `SERVICE_FAILED` when it has died five times, each time within a minute of its start.
   */
  run(): Promise<void> {
    this.#running = this.#keepRunning()
    return this.#running
  }

  /** Asks it to end, and resolves when it is gone. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    await this.#process?.stop()
    await Promise.allSettled([this.#running])
  }

  async #keepRunning(): Promise<void> {
    const { name, notify, firstPauseMs: pauseMs } = this.#options
    let earlyDeaths = 0
    while (!this.#isStopping()) {
      const startedAtMs = performance.now()
      const end = await this.#live()
      if (this.#isStopping()) return
      const isEarly = performance.now() - startedAtMs < this.#options.soundAfterMs
      earlyDeaths = isEarly ? earlyDeaths + 1 : 1
      this.#throwIfHopeless(end, isEarly ? earlyDeaths : 0)
      const waitMs = Math.min(pauseMsMax, pauseMs * 2 ** (earlyDeaths - 1))
      notify(`${name} ended (${end.reason}); it is started again in ${waitMs / 1000} s`)
      await sleep(waitMs, undefined, { signal: this.#stopping.signal }).catch(() => undefined) // stopped: the loop sees it
    }
  }

  async #live(): Promise<PartEnd> {
    const { name, program, onLine, notify } = this.#options
    this.#process = new PartProcess(program, onLine)
    if (this.processId !== undefined) notify(`${name} is process ${this.processId}`)
    const end = await this.#process.ended
    this.#process = undefined
    return end
  }

  #throwIfHopeless({ exitCode, reason }: PartEnd, earlyDeaths: number): void {
    const { name } = this.#options
    if (exitCode === exitCodes.wrongUsage) {
      throw new MillraceError('CONFIG', `${name} cannot run as it is configured; it says why above`)
    }
    if (earlyDeaths < earlyDeathsMax) return
    throw new MillraceError(
      'SERVICE_FAILED',
      `${name} died ${earlyDeathsMax} times, each time within a minute of its start; the last time: ${reason}. ` +
        'What it wrote is above',
    )
  }

  // A function, because the compiler would hold that it cannot change across an `await`.
  #isStopping(): boolean {
    return this.#stopping.signal.aborted
  }
}
