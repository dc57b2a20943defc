// Makes the rows of any batch of a run. The columns it returns depend on the run and the batch's number alone: each column
// draws from a random stream of its own, named after dataset, seed, anchor, batch and column.
import type { DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import { batchSpec } from '../plan/batch-spec.ts'
import { streamName, type Run } from '../plan/run.ts'
import { compileColumn } from './column/compile-column.ts'
import type { ColumnSampler, DrawnColumn } from './column/drawn-column.ts'
import { RandomWords } from './random-words.ts'
import { BatchTimesSampler } from './session/batch-times.ts'
import { timeRhythm } from './session/time-rhythm.ts'

const wordsPerSlotMax = 4
const dayMs = 86_400_000

/** A column of whichever batch was generated last: every batch is drawn into the same arrays. */
export interface BatchColumn {
  readonly drawn: DrawnColumn
  /** The slot in `drawn` of each row. */
  readonly slots: Uint32Array
}

interface NamedSampler {
  readonly name: string
  readonly sampler: ColumnSampler
  readonly perSession: boolean
}

export class BatchGenerator {
  /** In the order of the definition. */
  readonly columns: readonly BatchColumn[]
  readonly #run: Run
  readonly #streamName: string
  readonly #times: BatchTimesSampler
  readonly #samplers: readonly NamedSampler[]
  readonly #random = new RandomWords()
  readonly #words: Uint32Array

  constructor(dataset: DatasetDefinition, run: Run) {
    const spanMs = run.days * dayMs
    const fromMs = run.anchorMs - spanMs
    this.#run = run
    this.#streamName = streamName(run)
    this.#times = new BatchTimesSampler(
      dataset.sessions,
      timeRhythm(fromMs, run.anchorMs),
      { fromMs, spanMs },
      run.batchRows,
    )
    this.#samplers = dataset.columns.map((column) => ({
      name: column.name,
      perSession: column.per === 'session',
      sampler: compileColumn(column, run.batchRows, [dataset.name, run.seed, column.name]),
    }))
    this.#words = new Uint32Array(run.batchRows * wordsPerSlotMax)
    const ownSlots = Uint32Array.from({ length: run.batchRows }, (_, row) => row)
    this.columns = this.#samplers.map(({ sampler, perSession }) => ({
      drawn: sampler.drawn,
      slots: perSession ? this.#times.sessionOf : ownSlots,
    }))
  }

  /** Draws the batch's rows into `columns`; returns how many there are. Throws `RangeError` for a batch the run has not. */
  generate(batch: number): number {
    const spec = batchSpec(this.#run, batch)
    const { rowCount, firstRow } = spec
    this.#random.start([this.#streamName, batch])
    const sessionCount = this.#times.draw(spec, this.#random)
    const context = {
      timesMs: this.#times.timesMs,
      firstRow,
      words: (count: number): Uint32Array => {
        this.#random.fill(this.#words, count)
        return this.#words
      },
    }
    for (const { name, sampler, perSession } of this.#samplers) {
      this.#random.start([this.#streamName, batch, name])
      sampler.draw({ ...context, slotCount: perSession ? sessionCount : rowCount })
    }
    return rowCount
  }
}
