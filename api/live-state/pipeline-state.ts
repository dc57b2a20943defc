// The pipelines of all processes and hosts as one: what they have done together, how fast, and which they are.
//
// A session begins when a pipeline begins to move while none does. Within it, counters are sums over all of its pipelines,
// ended ones included: they never go back. They begin anew with the next session, and `since` tells. A pipeline that is
// silent for too long is lost: it no longer runs, what it did still counts, and it runs again if it is heard again. One that
// has no end (ingest) runs on between sessions: it moves while there is something for it to do.
import { insertLatencyBoundsSeconds, type PipelineSnapshot } from '@millrace/engine/bus/pipeline-snapshot.ts'
import type { PipelineCountersAnswer } from '@millrace/schemas/api/answers/pipeline-counters.ts'
import type { Pipeline } from '@millrace/schemas/api/answers/pipeline.ts'
import { hasWork } from './has-work.ts'
import { KnownPipeline } from './known-pipeline.ts'
import { latencyQuantile } from './latency-quantile.ts'
import { noTotals, sumOfTotals, type PipelineTotals } from './pipeline-totals.ts'
import { stagingLag, type StagingLag } from './staging-lag.ts'

const pipelinesMaxDefault = 1_000

export interface PipelineStateOptions {
  /** Milliseconds that only rise. */
  readonly nowMs: () => number
  /** Most pipelines known one by one. Of more, those that ended longest ago are known as part of the sums only. */
  readonly pipelinesMax?: number
}

export class PipelineState {
  readonly #nowMs: () => number
  readonly #pipelinesMax: number
  /** Of the session, in the order in which they were heard of. */
  readonly #known = new Map<string, KnownPipeline>()
  #folded: PipelineTotals = noTotals
  #sinceMs: number | undefined
  #movedAtMs = -Infinity
  /** What was told last of each staging stream. */
  readonly #lastLags = new Map<string, PipelineSnapshot>()

  constructor({ nowMs, pipelinesMax = pipelinesMaxDefault }: PipelineStateOptions) {
    this.#nowMs = nowMs
    this.#pipelinesMax = pipelinesMax
  }

  take(snapshot: PipelineSnapshot): void {
    const nowMs = this.#nowMs()
    const known = this.#known.get(snapshot.id)
    if (known !== undefined) this.#hear(known, snapshot, nowMs)
    else if (!this.#isOfEarlierSession(snapshot)) this.#add(snapshot, nowMs)
    this.#keepLag(snapshot)
    if (hasWork(snapshot) || snapshot.isFinal) this.#movedAtMs = nowMs
  }

  /** How long ago data last flowed; 0 to a quarter of a second while it does, `Infinity` before it ever has. */
  sinceMovedMs(): number {
    return this.#nowMs() - this.#movedAtMs
  }

  counters(): PipelineCountersAnswer {
    const running = this.#running()
    const snapshots = running.map(({ newest }) => newest)
    const { totals, insertLatency } = this.#totals()
    const { rowsTotal, rowsAlreadyIn, rowsGenerated, rowsStaged, rowsInserted } = totals
    const { blocksInserted, insertRetries, stagingRetries, blocksDeadLettered } = totals
    const sum = (of: (snapshot: PipelineSnapshot) => number): number =>
      snapshots.reduce((total, snapshot) => total + of(snapshot), 0)
    return {
      state: this.#isMoving() ? 'running' : 'idle',
      since: this.#sinceMs === undefined ? null : new Date(this.#sinceMs).toISOString(),
      rowsTotal,
      rowsAlreadyIn,
      rowsGenerated,
      rowsStaged,
      rowsInserted,
      blocksInserted,
      insertRetries,
      stagingRetries,
      blocksDeadLettered,
      rowsPerSecond: sum(({ rowsInsertedPerSecond }) => rowsInsertedPerSecond),
      rowsGeneratedPerSecond: sum(({ rowsGeneratedPerSecond }) => rowsGeneratedPerSecond),
      rowsStagedPerSecond: sum(({ rowsStagedPerSecond }) => rowsStagedPerSecond),
      ...(running.length > 0 ? stagingLag(snapshots) : this.#idleLag()),
      insertsInFlight: sum(({ insertsInFlight }) => insertsInFlight),
      insertLatencyMs: latencyMs(insertLatency.counts),
    }
  }

  pipelines(): Pipeline['pipelines'] {
    const nowMs = this.#nowMs()
    return [...this.#known.values()].map((pipeline) => pipeline.describe(nowMs))
  }

  runningCount(): number {
    return this.#running().length
  }

  #isMoving(): boolean {
    const nowMs = this.#nowMs()
    return [...this.#known.values()].some((pipeline) => pipeline.isMoving(nowMs))
  }

  /** Of the session: inserts by latency, one count for each of `insertLatencyBoundsSeconds` and one beyond. */
  insertLatency(): PipelineTotals['insertLatency'] {
    return this.#totals().insertLatency
  }

  #running(): KnownPipeline[] {
    const nowMs = this.#nowMs()
    return [...this.#known.values()].filter((pipeline) => pipeline.state(nowMs) === 'running')
  }

  #totals(): PipelineTotals {
    return sumOfTotals([this.#folded, ...[...this.#known.values()].map(({ totals }) => totals)])
  }

  /** The end of a pipeline is kept for a while for those who come late, and may be heard after the next session began. */
  #isOfEarlierSession({ isFinal, atMs }: PipelineSnapshot): boolean {
    return isFinal && this.#sinceMs !== undefined && atMs < this.#sinceMs
  }

  #add(snapshot: PipelineSnapshot, nowMs: number): void {
    const pipeline = new KnownPipeline(snapshot, nowMs)
    if (!hasWork(snapshot)) pipeline.beginSession()
    else if (!this.#isMoving()) this.#beginSession(snapshot.startedAtMs, nowMs)
    if (this.#known.size >= this.#pipelinesMax && !this.#foldOne(nowMs)) return
    this.#known.set(snapshot.id, pipeline)
  }

  #hear(pipeline: KnownPipeline, snapshot: PipelineSnapshot, nowMs: number): void {
    const begins = hasWork(snapshot) && pipeline.isIdle(nowMs) && snapshot.sequence > pipeline.newest.sequence
    // Before it is heard: what it tells of now is the new session's.
    if (begins && !this.#isMoving()) this.#beginSession(snapshot.atMs, nowMs)
    pipeline.hear(snapshot, nowMs)
  }

  /** Pipelines that run on are in it with what they do from now on. */
  #beginSession(startedAtMs: number, nowMs: number): void {
    for (const [id, pipeline] of this.#known) {
      if (pipeline.state(nowMs) === 'running') pipeline.beginSession()
      else this.#known.delete(id)
    }
    this.#lastLags.clear()
    this.#folded = noTotals
    this.#sinceMs = Math.max(startedAtMs, (this.#sinceMs ?? -Infinity) + 1) // never the same twice
  }

  /** False when all of them run: then one more is not seen. */
  #foldOne(nowMs: number): boolean {
    const all = [...this.#known]
    const [id, pipeline] =
      all.find(([, each]) => each.state(nowMs) === 'done') ?? all.find(([, each]) => each.state(nowMs) === 'lost') ?? []
    if (id === undefined || pipeline === undefined) return false
    this.#folded = sumOfTotals([this.#folded, pipeline.totals])
    this.#known.delete(id)
    return true
  }

  #keepLag(snapshot: PipelineSnapshot): void {
    if (snapshot.lagBlocks === null || !this.#known.has(snapshot.id)) return
    this.#lastLags.delete(snapshot.stagingStream)
    this.#lastLags.set(snapshot.stagingStream, snapshot)
    const [oldest] = this.#lastLags.keys()
    if (this.#lastLags.size > this.#pipelinesMax && oldest !== undefined) this.#lastLags.delete(oldest)
  }

  #idleLag(): StagingLag {
    const { lagBlocks, lagBytes } = stagingLag(this.#lastLags.values())
    return { lagBlocks: lagBlocks ?? 0, lagBytes: lagBytes ?? 0 }
  }
}

function latencyMs(counts: readonly number[]): PipelineCountersAnswer['insertLatencyMs'] {
  const quantile = (q: number): number | null => latencyQuantile(insertLatencyBoundsSeconds, counts, q)
  const [p50, p99] = [quantile(0.5), quantile(0.99)]
  return p50 === null || p99 === null ? null : { p50: round(p50 * 1000), p99: round(p99 * 1000) }
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10
}
