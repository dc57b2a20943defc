// Where the live state comes from: read several times a second, so reading it has to cost nothing.
import type { Overview } from '@millrace/schemas/api/answers/overview.ts'
import type { PipelineCountersAnswer } from '@millrace/schemas/api/answers/pipeline-counters.ts'

export interface LiveState {
  readonly counters: PipelineCountersAnswer
  /** Undefined as long as nobody could say. */
  readonly metrics: Overview | undefined
}

export interface LiveSource {
  /** The newest state; at once, and it does not throw. */
  read(): LiveState
}
