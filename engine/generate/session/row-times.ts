// Times of rows that have no sessions and are never late: they are drawn in their order.
import { hotLoopRows } from '../../machine/hot-loop.ts'
import type { BatchSpec } from '../../plan/batch-spec.ts'
import type { RandomWords } from '../random-words.ts'
import type { BatchTimes, TimeRange } from './batch-times.ts'
import { OrderedTimes } from './ordered-times.ts'

export class RowTimes implements BatchTimes {
  readonly timesMs: Float64Array
  readonly sessionOf: Uint32Array
  readonly #fromMs: number
  readonly #ordered: OrderedTimes

  constructor({ fromMs, rhythm }: TimeRange, rowCountMax: number) {
    this.#fromMs = fromMs
    this.#ordered = new OrderedTimes(rhythm)
    this.timesMs = new Float64Array(rowCountMax)
    this.sessionOf = Uint32Array.from({ length: rowCountMax }, (_, row) => row)
  }

  draw(spec: BatchSpec, random: RandomWords): number {
    const { rowCount } = spec
    this.#ordered.draw(spec, random, this.timesMs, rowCount)
    for (let from = 0; from < rowCount; from += hotLoopRows) {
      add(this.timesMs, from, Math.min(rowCount, from + hotLoopRows), this.#fromMs)
    }
    return rowCount
  }
}

function add(values: Float64Array, from: number, to: number, added: number): void {
  for (let i = from; i < to; i++) values[i] = added + (values[i] ?? 0)
}
