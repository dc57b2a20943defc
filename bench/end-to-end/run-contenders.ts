// Measures contenders in turns on one server. One that cannot take part, or fails, is skipped with its reason, and the
// others go on.
import { errorMessage } from '@millrace/engine/errors/error-message.ts'
import type { BenchReport, RunResult } from '../report/bench-report.ts'
import type { BenchObserver } from './bench-observer.ts'
import type { Arena, Contender } from './contender.ts'
import { inTurns } from './in-turns.ts'
import { measureContender, type Sample } from './measure-contender.ts'
import { rotated } from './rotated.ts'
import { roundsOf } from './rounds-of.ts'
import { runResults } from './run-results.ts'

export interface RunContendersOptions {
  readonly contenders: readonly Contender[]
  readonly rounds: number
  readonly observer: BenchObserver
  /** What has been measured when it aborts is the result. */
  readonly signal: AbortSignal
}

export interface MeasuredRuns {
  readonly results: RunResult[]
  readonly skipped: BenchReport['skipped']
}

const prepareSecondsGuessed = 5
const rowsPerSecondGuessed = 500_000
const overheadSecondsGuessed = 3

export async function runContenders(arena: Arena, options: RunContendersOptions): Promise<MeasuredRuns> {
  const contest = new Contest(arena, options)
  try {
    await contest.prepare()
    for (let round = 0; round < options.rounds; round++) await contest.runRound(round)
  } finally {
    await contest.close()
  }
  return contest.outcome
}

class Contest {
  readonly #arena: Arena
  readonly #options: RunContendersOptions
  readonly #samples: ReadonlyMap<Contender, Map<number, Sample>>
  readonly #skipped = new Map<Contender, string>()
  readonly #prepared: Contender[] = []

  constructor(arena: Arena, options: RunContendersOptions) {
    this.#arena = arena
    this.#options = options
    this.#samples = new Map(options.contenders.map((contender) => [contender, new Map<number, Sample>()]))
    for (const contender of options.contenders) this.#schedule(contender)
  }

  get outcome(): MeasuredRuns {
    return {
      results: runResults([...this.#samples].map(([contender, samples]) => ({ contender, samples }))),
      skipped: [...this.#skipped].map(([{ id }, why]) => ({ what: id, why })),
    }
  }

  async prepare(): Promise<void> {
    for (const contender of this.#options.contenders) {
      if (this.#options.signal.aborted) return
      await this.#step(contender, `prepare ${contender.id}`, `preparing ${contender.id}`, async () => {
        this.#prepared.push(contender) // what was half prepared is to be closed, too
        const reason = await contender.prepare(this.#arena)
        if (reason !== undefined) this.#skip(contender, reason)
      })
    }
  }

  async runRound(round: number): Promise<void> {
    const { rounds, observer, signal } = this.#options
    const taking = this.#prepared.filter((contender) => {
      return !this.#skipped.has(contender) && round < roundsOf(contender, rounds)
    })
    for (const contender of rotated(inTurns(taking), round, rounds)) {
      if (signal.aborted) return
      const what = `round ${round + 1} of ${rounds}: ${contender.id}`
      await this.#step(contender, contender.id, what, async () => {
        const sample = await measureContender(this.#arena, contender)
        this.#samples.get(contender)?.set(round, sample)
        observer.measured(what, sample.rows / sample.seconds)
      })
    }
  }

  /** All of them, even when some fail to. */
  async close(): Promise<void> {
    for (const contender of this.#prepared) {
      await contender.close?.().catch((error: unknown) => {
        this.#options.observer.notify(`${contender.id} left something behind: ${errorMessage(error)}`)
      })
    }
  }

  /** One step of the schedule. */
  async #step(contender: Contender, name: string, what: string, work: () => Promise<void>): Promise<void> {
    const { signal, observer } = this.#options
    observer.starts(what)
    const startedAtMs = performance.now()
    try {
      await work()
    } catch (error) {
      if (signal.aborted) return
      this.#skip(contender, errorMessage(error))
    }
    observer.schedule.ended(name, (performance.now() - startedAtMs) / 1000)
  }

  #schedule(contender: Contender): void {
    const { rounds, observer } = this.#options
    const secondsGuessed = overheadSecondsGuessed + this.#arena.rows / rowsPerSecondGuessed
    observer.schedule.add(`prepare ${contender.id}`, 1, prepareSecondsGuessed)
    observer.schedule.add(contender.id, roundsOf(contender, rounds), secondsGuessed)
  }

  #skip(contender: Contender, reason: string): void {
    const measuredRounds = this.#samples.get(contender)?.size ?? 0
    const why = measuredRounds > 0 ? `after ${measuredRounds} rounds: ${reason}` : reason
    this.#skipped.set(contender, why)
    this.#options.observer.schedule.drop(contender.id)
    this.#options.observer.notify(`skipped: ${contender.id}: ${why}`)
  }
}
