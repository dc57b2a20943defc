// How far the running pipelines are, and when they will be done at the pace of now.
import type { PipelineCountersAnswer } from '@millrace/schemas/api/answers/pipeline-counters.ts'

type Progress = Pick<PipelineCountersAnswer, 'rowsTotal' | 'rowsAlreadyIn' | 'rowsInserted' | 'rowsPerSecond'>

export interface PipelineEta {
  readonly rowsIn: number
  /** From 0 to 1. */
  readonly share: number
  /** Undefined while nothing moves. */
  readonly secondsLeft: number | undefined
}

/** Undefined for pipelines that have no end. */
export function pipelineEta({
  rowsTotal,
  rowsAlreadyIn,
  rowsInserted,
  rowsPerSecond,
}: Progress): PipelineEta | undefined {
  if (rowsTotal === 0) return undefined
  const rowsIn = Math.min(rowsTotal, rowsAlreadyIn + rowsInserted)
  const rowsLeft = rowsTotal - rowsIn
  const secondsLeft = rowsLeft === 0 ? 0 : rowsPerSecond > 0 ? rowsLeft / rowsPerSecond : undefined
  return { rowsIn, share: rowsIn / rowsTotal, secondsLeft }
}
