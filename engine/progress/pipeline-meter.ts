// Reads what moves in a pipeline: how fast rows pass each stage, and how much is staged and not inserted.
import type { Backlog } from '../staging/staging.ts'
import type { PipelineCounters } from './pipeline-counters.ts'
import { RateWindow } from './rate-window.ts'

export interface PipelineReading {
  readonly rowsGeneratedPerSecond: number
  readonly rowsStagedPerSecond: number
  readonly rowsInsertedPerSecond: number
  readonly rowsDonePerSecond: number
  /** Null when staging cannot be asked, or has not answered yet. */
  readonly lagBlocks: number | null
  readonly lagBytes: number | null
}

export class PipelineMeter {
  readonly #counters: PipelineCounters
  readonly #askBacklog: () => Promise<Backlog>
  readonly #generated = new RateWindow()
  readonly #staged = new RateWindow()
  readonly #inserted = new RateWindow()
  readonly #done = new RateWindow()
  #backlog: Backlog | undefined
  #asking: Promise<void> | undefined

  constructor(counters: PipelineCounters, backlog: () => Promise<Backlog>) {
    this.#counters = counters
    this.#askBacklog = backlog
  }

  /** The lag is that of the last answer: a staging that is slow to tell holds up no reading. */
  read(nowMs: number): PipelineReading {
    const { rowsGenerated, rowsStaged, rowsInserted, rowsDone } = this.#counters
    return {
      rowsGeneratedPerSecond: this.#generated.add(nowMs, rowsGenerated),
      rowsStagedPerSecond: this.#staged.add(nowMs, rowsStaged),
      rowsInsertedPerSecond: this.#inserted.add(nowMs, rowsInserted),
      rowsDonePerSecond: this.#done.add(nowMs, rowsDone),
      lagBlocks: this.#backlog?.blocks ?? null,
      lagBytes: this.#backlog?.bytes ?? null,
    }
  }

  /** Asks staging, unless it is being asked; resolves when it has answered. */
  askLag(): Promise<void> {
    this.#asking ??= this.#askBacklog()
      .catch(() => undefined) // known as unknown; whoever needs the backlog fails for it
      .then((backlog) => {
        this.#backlog = backlog
        this.#asking = undefined
      })
    return this.#asking
  }
}
