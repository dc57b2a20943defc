// What is known of one pipeline: its newest snapshot, its totals, which never go back, and when it was last heard.
import type { PipelineSnapshot } from '@millrace/engine/bus/pipeline-snapshot.ts'
import type { Pipeline } from '@millrace/schemas/api/answers/pipeline.ts'
import { risenTotals, totalsOf, type PipelineTotals } from './pipeline-totals.ts'

/** A pipeline tells of itself four times a second. */
const lostAfterMs = 10_000

type RunningPipeline = Pipeline['pipelines'][number]

export class KnownPipeline {
  #newest: PipelineSnapshot
  #totals: PipelineTotals
  #heardAtMs: number

  constructor(first: PipelineSnapshot, nowMs: number) {
    this.#newest = first
    this.#totals = totalsOf(first)
    this.#heardAtMs = nowMs
  }

  get newest(): PipelineSnapshot {
    return this.#newest
  }

  get totals(): PipelineTotals {
    return this.#totals
  }

  /** What is not newer, or comes after the final one, is left out. */
  hear(snapshot: PipelineSnapshot, nowMs: number): void {
    if (this.#newest.isFinal || snapshot.sequence <= this.#newest.sequence) return
    this.#newest = snapshot
    this.#totals = risenTotals(this.#totals, totalsOf(snapshot))
    this.#heardAtMs = nowMs
  }

  state(nowMs: number): RunningPipeline['state'] {
    if (this.#newest.isFinal) return 'done'
    return nowMs - this.#heardAtMs > lostAfterMs ? 'lost' : 'running'
  }

  describe(nowMs: number): RunningPipeline {
    const { id, kind, dataset, host, processId, staging, startedAtMs } = this.#newest
    const { rowsTotal, rowsAlreadyIn, rowsInserted } = this.#totals.totals
    return {
      id,
      kind,
      state: this.state(nowMs),
      dataset,
      host,
      processId,
      staging,
      startedAt: new Date(startedAtMs).toISOString(),
      rowsTotal,
      rowsAlreadyIn,
      rowsInserted,
    }
  }
}
