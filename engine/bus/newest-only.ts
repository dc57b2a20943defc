// Lets a snapshot pass only when it is newer than all that came of its pipeline before: what arrives twice, or late by
// another way, is left out.
import type { PipelineSnapshot } from './pipeline-snapshot.ts'

const pipelinesMax = 10_000

export function newestOnly(listener: (snapshot: PipelineSnapshot) => void): (snapshot: PipelineSnapshot) => void {
  const sequences = new Map<string, number>()
  return (snapshot) => {
    const { id, sequence } = snapshot
    if (sequence <= (sequences.get(id) ?? -1)) return
    // A map keeps the order of insertion: the first one is the pipeline that has been quiet for longest.
    sequences.delete(id)
    sequences.set(id, sequence)
    const [quietest] = sequences.keys()
    if (sequences.size > pipelinesMax && quietest !== undefined) sequences.delete(quietest)
    listener(snapshot)
  }
}
