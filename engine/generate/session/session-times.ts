// Times of rows that have sessions or may be late: sessions end somewhere in the batch's slice of time, their rows lie before
// that with the gaps the dataset defines, and all rows are put in the order of their times.
import type { DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import { hotLoopRows } from '../../machine/hot-loop.ts'
import type { BatchSpec } from '../../plan/batch-spec.ts'
import { compileDistribution } from '../distribution/compile-distribution.ts'
import { wordValues, type Sampler } from '../distribution/sampler.ts'
import type { RandomWords } from '../random-words.ts'
import type { BatchTimes, TimeRange } from './batch-times.ts'
import { OrderedTimes } from './ordered-times.ts'
import { TimeSorter } from './sort-by-time.ts'

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
  readonly #sizes = new Float64Array(hotLoopRows)
  readonly #ordered: OrderedTimes
  /** By session: the row after its last one, and when that one is. */
  readonly #rowEnds: Uint32Array
  readonly #endsMs: Float64Array

  constructor({ sessions, late }: SessionTimesOptions, range: TimeRange, rowCountMax: number) {
    this.#range = range
    this.#rowsPerSession = sessions && compileDistribution(sessions.rowsPerSession, true)
    this.#gapMs = sessions && compileDistribution(sessions.gapMs, true)
    this.#late = late && { share: late.share, byMs: compileDistribution(late.byMs, true) }
    this.#ordered = new OrderedTimes(range.rhythm)
    this.#rowEnds = new Uint32Array(rowCountMax)
    this.#endsMs = new Float64Array(rowCountMax)
    this.#sorter = new TimeSorter(rowCountMax)
    this.#gaps = new Float64Array(rowCountMax)
    this.timesMs = this.#sorter.sorted.timesMs
    this.sessionOf = this.#sorter.sorted.sessionOf
  }

  draw(spec: BatchSpec, random: RandomWords): number {
    const { rowCount } = spec
    const sessionCount = this.#drawSizes(rowCount, random)
    // Sessions in the order of their ends: rows are nearly in theirs, and what belongs to a session stays in the core's cache.
    this.#ordered.draw(spec, random, this.#endsMs, sessionCount)
    if (this.#gapMs !== undefined) this.#drawGaps(this.#gapMs, rowCount, random)
    for (let first = 0; first < sessionCount; first += hotLoopRows) {
      this.#layOut(first, Math.min(sessionCount, first + hotLoopRows))
    }
    if (this.#late !== undefined) this.#delay(this.#late, rowCount, random)
    this.#sorter.sort(rowCount)
    return sessionCount
  }

  /** Says where the rows of each session end; returns how many sessions there are. */
  #drawSizes(rowCount: number, random: RandomWords): number {
    let session = 0
    for (let row = 0; row < rowCount;) {
      if (this.#rowsPerSession === undefined) this.#sizes.fill(1)
      else this.#rowsPerSession(random.next(hotLoopRows), this.#sizes, 0, hotLoopRows)
      for (let i = 0; i < hotLoopRows && row < rowCount; i++) {
        row = Math.min(rowCount, row + Math.max(1, this.#sizes[i] ?? 1))
        this.#rowEnds[session++] = row
      }
    }
    return session
  }

  /** Puts the rows of sessions before their ends, session by session. */
  #layOut(first: number, end: number): void {
    const { timesMs, sessionOf } = this.#sorter.unsorted
    let row = first === 0 ? 0 : (this.#rowEnds[first - 1] ?? 0)
    for (let session = first; session < end; session++) {
      const rowEnd = this.#rowEnds[session] ?? 0
      let offsetMs = this.#endsMs[session] ?? 0
      for (let i = rowEnd - 1; i >= row; i--) {
        timesMs[i] = this.#range.fromMs + this.#inRange(offsetMs)
        sessionOf[i] = session
        offsetMs -= this.#gaps[i] ?? 0
      }
      row = rowEnd
    }
  }

  /** Rows that come late have an earlier time than the others of their batch. */
  #delay({ share, byMs }: { share: number; byMs: Sampler }, rowCount: number, random: RandomWords): void {
    this.#drawGaps(byMs, rowCount, random)
    const lateBelow = share * wordValues
    const { fromMs } = this.#range
    const { timesMs } = this.#sorter.unsorted
    for (let from = 0; from < rowCount; from += hotLoopRows) {
      const to = Math.min(rowCount, from + hotLoopRows)
      const words = random.next(to - from)
      for (let row = from; row < to; row++) {
        if ((words[row - from] ?? 0) >= lateBelow) continue
        timesMs[row] = fromMs + this.#inRange((timesMs[row] ?? 0) - fromMs - (this.#gaps[row] ?? 0))
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
}
