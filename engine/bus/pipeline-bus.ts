// The port between pipelines and whoever watches them: the newest snapshot of each pipeline, wherever it runs.
//
// What every adapter promises (and `pipeline-bus.contract.ts` checks):
// - A subscriber that comes late gets the newest snapshot of every pipeline that is running, at once.
// - Snapshots may be left out, never queued: a slow subscriber gets the newest one when it can.
// - The final snapshot of a pipeline reaches every subscriber that is connected when it is published.
// - No subscriber, a dead one or a slow one ever holds up or fails a pipeline.
// - A pipeline that died leaves nothing behind that lasts.
import type { PipelineSnapshot } from './pipeline-snapshot.ts'

export interface PipelinePublisher {
  /** Never throws, never waits. */
  publish(snapshot: PipelineSnapshot): void
  /** Resolves when the last snapshot has been handed over, or soon after: it waits half a second at most. */
  close(): Promise<void>
}

export interface PipelineSubscription {
  close(): Promise<void>
}

export interface PipelineBus {
  /** Opens the way out of this process. */
  publisher(): Promise<PipelinePublisher>
  /** `listener` gets snapshots in the order of each pipeline's `sequence`. */
  subscribe(listener: (snapshot: PipelineSnapshot) => void): Promise<PipelineSubscription>
}
