// Answers of the counting routes from the cache: how long each is fresh, and what its headers say about its age.
//
// While data flows, and until its last rows have been seen, an answer is fresh for a second, else for ten. One that was made
// before data last flowed is given only if no new one comes within half a second: whoever asks after a seed has ended sees all
// of it. An answer that is expensive to make is made anew less often, so that watching never takes more than a tenth of
// ClickHouse's time for one question.
import { createHash } from 'node:crypto'
import type { CachedReads } from '../cache/cached-reads.ts'

const movingFreshMs = 1_000
const idleFreshMs = 10_000
/** For so long after data last flowed, answers may be from before its last rows. */
const settlingMs = 3_000
const costFactor = 10
const ttlMs = 30_000
/** An answer that was made before data last flowed is given for so long without waiting for a new one, */
const outrunMsMax = 2_000
/** and a new one is waited for for so long. */
const outrunWaitMs = 500
const freshMsMax = 20_000
const staleMsMax = 600_000
const keyCharactersMax = 200

export interface KeptAnswer {
  readonly body: string
  /** Epoch milliseconds. */
  readonly madeAtMs: number
  readonly headers: Readonly<Record<string, string>>
}

interface KeptReadsOptions {
  /** How long ago data last flowed. */
  readonly sinceMovedMs: () => number
  /** Epoch milliseconds, of the same clock as the reads'. */
  readonly nowMs?: () => number
}

export class KeptReads {
  readonly #reads: CachedReads
  readonly #options: Required<KeptReadsOptions>
  /** What the last answer of a route took to be made. */
  readonly #costMs = new Map<string, number>()

  constructor(reads: CachedReads, options: KeptReadsOptions) {
    this.#reads = reads
    this.#options = { nowMs: Date.now, ...options }
  }

  /** `query` is all that the answer depends on, beside the route and the rows. */
  async read(route: string, query: object, produce: () => Promise<string>): Promise<KeptAnswer> {
    const key = `${route} ${shortened(JSON.stringify(query))}`
    const { body, madeAtMs, isStale } = await this.#reads.read(key, () => this.#timed(route, produce), {
      freshMs: (answerMadeAtMs) => this.#freshMs(route, answerMadeAtMs),
      waitMs: (answerMadeAtMs) => this.#waitMs(answerMadeAtMs),
      ttlMs,
      staleMsMax,
    })
    const ageSeconds = Math.max(0, Math.floor((this.#options.nowMs() - madeAtMs) / 1000))
    return {
      body,
      madeAtMs,
      headers: {
        'Cache-Control': 'no-cache',
        Age: String(ageSeconds),
        // RFC 9211; a negative time to live says that the answer is older than it should be.
        'Cache-Status': `millrace; hit; ttl=${ttlMs / 1000 - ageSeconds}${isStale ? '; detail=stale' : ''}`,
      },
    }
  }

  #freshMs(route: string, madeAtMs: number): number {
    const mayLackRows = this.#isOutrun(madeAtMs) || this.#options.sinceMovedMs() <= settlingMs
    const leastMs = mayLackRows ? movingFreshMs : idleFreshMs
    return Math.min(freshMsMax, Math.max(leastMs, costFactor * (this.#costMs.get(route) ?? 0)))
  }

  #waitMs(madeAtMs: number): number {
    return this.#isOutrun(madeAtMs) && this.#options.nowMs() - madeAtMs > outrunMsMax ? outrunWaitMs : 0
  }

  /** Data has flowed since the answer was made. */
  #isOutrun(madeAtMs: number): boolean {
    return madeAtMs <= this.#options.nowMs() - this.#options.sinceMovedMs()
  }

  async #timed(route: string, produce: () => Promise<string>): Promise<string> {
    const startedAtMs = performance.now()
    const body = await produce()
    this.#costMs.set(route, performance.now() - startedAtMs)
    return body
  }
}

/** Texts may be long, and Redis's keys should not. */
function shortened(text: string): string {
  return text.length <= keyCharactersMax ? text : createHash('sha256').update(text).digest('base64url')
}
