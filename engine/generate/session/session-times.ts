// Times of rows that have sessions or may be late: sessions end somewhere in the batch's slice of time, their rows lie before
// that with the gaps the dataset defines, and all rows are put in the order of their times.
import type { DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import { hotLoopRows } from '../../machine/hot-loop.ts'
import type { BatchSpec } from '../../plan/batch-spec.ts'
import { compileDistribution } from '../distribution/compile-distribution.ts'
import { wordValues, type Sampler } from '../distribution/sampler.ts'
import type { RandomWords } from '../random-words.ts'
import type { BatchTimes, TimeRange } from './batch-times.ts'
import { TimeSorter } from './sort-by-time.ts'

const sessionsAtOnce = 1024

export interface SessionTimesOptions {
  readonly sessions: DatasetDefinition['sessions'] | undefined
  readonly late: NonNullable<DatasetDefinition['times']>['late'] | undefined
}

export class SessionTimes implements BatchTimes {
  readonly timesMs: Float64Array
  readonly sessionOf: Uint32Array
  readonly #range: TimeRange
  readonly #rowsPerSession: Sampler | undefined
  readonly #gapMs: Sampler | undefined
  readonly #late: { readonly share: number; readonly byMs: Sampler } | undefined
  readonly #sorter: TimeSorter
  readonly #gaps: Float64Array
  readonly #sizes = new Float64Array(sessionsAtOnce)
  readonly #offsetsMs: Float64Array
  readonly #sessions: Uint32Array

  constructor({ sessions, late }: SessionTimesOptions, range: TimeRange, rowCountMax: number) {
    this.#range = range
    this.#rowsPerSession = sessions && compileDistribution(sessions.rowsPerSession, true)
    this.#gapMs = sessions && compileDistribution(sessions.gapMs, true)
    this.#late = late && { share: late.share, byMs: compileDistribution(late.byMs, true) }
    this.#sorter = new TimeSorter(rowCountMax)
    this.#gaps = new Float64Array(rowCountMax)
    this.#offsetsMs = new Float64Array(rowCountMax)
    this.#sessions = new Uint32Array(rowCountMax)
    this.timesMs = new Float64Array(rowCountMax)
    this.sessionOf = new Uint32Array(rowCountMax)
  }

  draw(spec: BatchSpec, random: RandomWords): number {
    const { rowCount } = spec
    if (this.#gapMs !== undefined) this.#drawGaps(this.#gapMs, rowCount, random)
    let sessionCount = 0
    for (let row = 0; row < rowCount;) {
      row = this.#drawSessions(spec, random, sessionCount, row)
      sessionCount += sessionsAtOnce
    }
    if (this.#late !== undefined) this.#delay(this.#late, rowCount, random)
    const order = this.#sorter.order(this.#offsetsMs, rowCount)
    for (let from = 0; from < rowCount; from += hotLoopRows) {
      this.#place(order, from, Math.min(rowCount, from + hotLoopRows))
    }
    return (this.#sessions[rowCount - 1] ?? 0) + 1
  }

  /** Lays out up to `sessionsAtOnce` sessions from `row` on; returns the row after them. */
  #drawSessions(spec: BatchSpec, random: RandomWords, firstSession: number, row: number): number {
    const words = random.next(2 * sessionsAtOnce)
    if (this.#rowsPerSession === undefined) this.#sizes.fill(1)
    else this.#rowsPerSession(words, this.#sizes, 0, sessionsAtOnce)
    const shareWidth = (spec.shareTo - spec.shareFrom) / wordValues
    for (let i = 0; i < sessionsAtOnce && row < spec.rowCount; i++) {
      const endRow = Math.min(spec.rowCount, row + Math.max(1, this.#sizes[i] ?? 1))
      const share = spec.shareFrom + (words[sessionsAtOnce + i] ?? 0) * shareWidth
      this.#layOut(firstSession + i, row, endRow, this.#range.rhythm.offsetMsAt(share))
      row = endRow
    }
    return row
  }

  /** Gives rows of the order their time and session. */
  #place(order: Uint32Array, from: number, to: number): void {
    for (let i = from; i < to; i++) {
      const row = order[i] ?? 0
      this.timesMs[i] = this.#range.fromMs + (this.#offsetsMs[row] ?? 0)
      this.sessionOf[i] = this.#sessions[row] ?? 0
    }
  }

  /** Rows that come late have an earlier time than the others of their batch. */
  #delay({ share, byMs }: { share: number; byMs: Sampler }, rowCount: number, random: RandomWords): void {
    this.#drawGaps(byMs, rowCount, random)
    const lateBelow = share * wordValues
    for (let from = 0; from < rowCount; from += hotLoopRows) {
      const to = Math.min(rowCount, from + hotLoopRows)
      const words = random.next(to - from)
      for (let row = from; row < to; row++) {
        if ((words[row - from] ?? 0) >= lateBelow) continue
        this.#offsetsMs[row] = this.#inRange((this.#offsetsMs[row] ?? 0) - (this.#gaps[row] ?? 0))
      }
    }
  }

  #drawGaps(sampler: Sampler, rowCount: number, random: RandomWords): void {
    for (let from = 0; from < rowCount; from += hotLoopRows) {
      const to = Math.min(rowCount, from + hotLoopRows)
      sampler(random.next(to - from), this.#gaps, from, to)
    }
  }

  /** What would lie before the whole range is mirrored into it. */
  #inRange(offsetMs: number): number {
    return offsetMs >= 0 ? offsetMs : Math.min(-offsetMs, this.#range.spanMs - 1)
  }

  /** Puts a session's rows before its end. */
  #layOut(session: number, row: number, endRow: number, endMs: number): void {
    let offsetMs = endMs
    for (let i = endRow - 1; i >= row; i--) {
      this.#offsetsMs[i] = this.#inRange(offsetMs)
      this.#sessions[i] = session
      offsetMs -= this.#gaps[i] ?? 0
    }
  }
}
