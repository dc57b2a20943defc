// Whether a pipeline has something to do: a run that is to end has until it does, one without an end (ingest) while blocks
// are staged or on their way.
import type { PipelineSnapshot } from '@millrace/engine/bus/pipeline-snapshot.ts'

export function hasWork({ rowsTotal, rowsInsertedPerSecond, insertsInFlight, lagBlocks }: PipelineSnapshot): boolean {
  return rowsTotal > 0 || rowsInsertedPerSecond > 0 || insertsInFlight > 0 || (lagBlocks ?? 0) > 0
}
