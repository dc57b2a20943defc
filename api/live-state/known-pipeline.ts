// What is known of one pipeline: its newest snapshot, its totals in this session, which never go back, and when it was last
// heard.
import type { PipelineSnapshot } from '@millrace/engine/bus/pipeline-snapshot.ts'
import type { Pipeline } from '@millrace/schemas/api/answers/pipeline.ts'
import { hasWork } from './has-work.ts'
import { noTotals, risenTotals, totalsOf, totalsSince, type PipelineTotals } from './pipeline-totals.ts'

/** A pipeline tells of itself four times a second. */
const lostAfterMs = 10_000

type RunningPipeline = Pipeline['pipelines'][number]

export class KnownPipeline {
  #newest: PipelineSnapshot
  #totals: PipelineTotals
  #before: PipelineTotals = noTotals
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
    return totalsSince(this.#before, this.#totals)
  }

  /** What was done until now belongs to an earlier session. */
  beginSession(): void {
    this.#before = this.#totals
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

  isMoving(nowMs: number): boolean {
    return this.state(nowMs) === 'running' && hasWork(this.#newest)
  }

  /** It runs, and waits for something to do. */
  isIdle(nowMs: number): boolean {
    return this.state(nowMs) === 'running' && !hasWork(this.#newest)
  }

  describe(nowMs: number): RunningPipeline {
    const { id, kind, dataset, host, processId, staging, startedAtMs } = this.#newest
    const { rowsTotal, rowsAlreadyIn, rowsDone } = this.#totals.totals
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
      rowsInserted: rowsDone,
    }
  }
}
