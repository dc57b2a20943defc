// How much is staged and not yet inserted, over all staging streams, each counted once: pipelines on the same stream all
// tell its whole lag.
import type { PipelineSnapshot } from '@millrace/engine/bus/pipeline-snapshot.ts'

export interface StagingLag {
  /** Null when no pipeline could say. */
  readonly lagBlocks: number | null
  readonly lagBytes: number | null
}

type Told = Pick<PipelineSnapshot, 'stagingStream' | 'lagBlocks' | 'lagBytes'>

/** The larger one of what is told of the same stream; the sum over streams. */
export function stagingLag(told: Iterable<Told>): StagingLag {
  const blocks = new Map<string, number>()
  const bytes = new Map<string, number>()
  for (const { stagingStream, lagBlocks, lagBytes } of told) {
    if (lagBlocks !== null) blocks.set(stagingStream, Math.max(lagBlocks, blocks.get(stagingStream) ?? 0))
    if (lagBytes !== null) bytes.set(stagingStream, Math.max(lagBytes, bytes.get(stagingStream) ?? 0))
  }
  return { lagBlocks: sum(blocks), lagBytes: sum(bytes) }
}

function sum(byStream: ReadonlyMap<string, number>): number | null {
  if (byStream.size === 0) return null
  return Math.min(
    Number.MAX_SAFE_INTEGER,
    [...byStream.values()].reduce((total, each) => total + each, 0),
  )
}
