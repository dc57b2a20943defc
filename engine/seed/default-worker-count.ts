// How many worker threads make rows when nobody says.
import { availableParallelism } from 'node:os'

/** A worker makes rows several times faster than a core of ClickHouse takes them: where they share a machine, half is enough. */
export function defaultWorkerCount(isServerHere: boolean): number {
  const cores = availableParallelism()
  return isServerHere ? Math.max(1, cores >> 1) : cores
}
