// Makes the rows of any batch of a run. The columns it returns depend on the run and the batch's number alone: each column
// draws from a random stream of its own, named after dataset, seed, anchor, batch and column.
import type { DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import { hotLoopRows } from '../machine/hot-loop.ts'
import { batchSpec } from '../plan/batch-spec.ts'
import { streamName, type Run } from '../plan/run.ts'
import { compileColumns } from './column/compile-columns.ts'
import type { CompiledColumn } from './column/compiled-column.ts'
import type { DrawnColumn, RowSlots } from './column/drawn-column.ts'
import { RandomWords } from './random-words.ts'
import { batchTimes, type BatchTimes } from './session/batch-times.ts'
import { RepeatedRows } from './session/repeated-rows.ts'
import { looksAtTimes } from './session/looks-at-times.ts'
import { evenRhythm, timeRhythm } from './session/time-rhythm.ts'

const wordsPerSlotMax = 4
const dayMs = 86_400_000

/** A column of whichever batch was generated last: every batch is drawn into the same arrays. */
export interface BatchColumn extends RowSlots {
  readonly drawn: DrawnColumn
}

export class BatchGenerator {
  /** In the order of the definition. */
  readonly columns: readonly BatchColumn[]
  readonly #run: Run
  readonly #streamName: string
  readonly #times: BatchTimes
  readonly #looksAtTimes: boolean
  readonly #drawing: readonly CompiledColumn[]
  readonly #repeats: RepeatedRows | undefined
  readonly #random = new RandomWords(new Uint32Array(hotLoopRows * wordsPerSlotMax))

  constructor(dataset: DatasetDefinition, run: Run) {
    const spanMs = run.days * dayMs
    const fromMs = run.anchorMs - spanMs
    this.#run = run
    this.#streamName = streamName(run)
    const rhythm = dataset.times?.isEven === true ? evenRhythm(spanMs) : timeRhythm(fromMs, run.anchorMs)
    this.#times = batchTimes(dataset, { fromMs, spanMs, rhythm }, run.batchRows)
    this.#looksAtTimes = looksAtTimes(dataset)
    const { sessionOf } = this.#times
    const { drawing, shown } = compileColumns(dataset, run.batchRows, sessionOf, [dataset.name, run.seed])
    this.#drawing = drawing
    const { duplicateShare = 0 } = dataset
    this.#repeats = duplicateShare > 0 ? new RepeatedRows(duplicateShare, run.batchRows) : undefined
    const ownSlots = this.#repeats?.rowSlots ?? Uint32Array.from({ length: run.batchRows }, (_, row) => row)
    const sessionSlots = this.#repeats?.sessionSlots ?? sessionOf
    this.columns = shown.map(({ sampler, perSession }) => ({
      drawn: sampler.drawn,
      slots: perSession ? sessionSlots : ownSlots,
      slotPer: perSession ? 'session' : duplicateShare > 0 ? 'new row' : 'row',
    }))
  }

  /** Draws the batch's rows into `columns`; returns how many there are. Throws `RangeError` for a batch the run has not. */
  generate(batch: number): number {
    const spec = batchSpec(this.#run, batch)
    const { rowCount, firstRow } = spec
    this.#random.start([this.#streamName, batch])
    const sessionCount = this.#looksAtTimes ? this.#times.draw(spec, this.#random) : rowCount
    const context = { timesMs: this.#times.timesMs, firstRow, random: this.#random }
    for (const { definition, sampler, perSession } of this.#drawing) {
      this.#random.start([this.#streamName, batch, definition.name])
      const slotCount = perSession ? sessionCount : rowCount
      for (let from = 0; from < slotCount; from += hotLoopRows) {
        sampler.draw({ ...context, from, to: Math.min(slotCount, from + hotLoopRows) })
      }
    }
    if (this.#repeats !== undefined) {
      this.#random.start([this.#streamName, batch, 'duplicates', 'of', 'rows'])
      this.#repeats.draw(this.#times.sessionOf, rowCount, this.#random)
    }
    return rowCount
  }
}
