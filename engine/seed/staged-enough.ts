// How far ahead of the drains a seeding process stages. Live events are refused when staging is full, so a seed leaves most of it
// to them; and what has just been staged is still in caches when it is inserted.
import type { Config } from '../config/config.ts'
import type { PipelineCounters } from '../progress/pipeline-counters.ts'

const seedShare = 1 / 4

/** Bytes that a seeding process stages ahead of the drains, other processes not counted. */
export function stagedAheadBytesMax({ STAGED_BYTES_MAX }: Pick<Config, 'STAGED_BYTES_MAX'>): number {
  return Math.ceil(STAGED_BYTES_MAX * seedShare)
}

/**
 * Whether no more is to be staged while so many bytes are, by whomever. Several processes that seed and drain take a share each:
 * who has inserted as much as it has staged goes on, up to the bound of all of them.
 */
export function stagedEnough(
  config: Pick<Config, 'STAGED_BYTES_MAX'>,
  counters: PipelineCounters,
): (stagedBytes: number) => boolean {
  const share = stagedAheadBytesMax(config)
  return (stagedBytes) =>
    stagedBytes >= config.STAGED_BYTES_MAX || (stagedBytes >= share && bytesAhead(counters) >= share)
}

function bytesAhead({ rowsStaged, rowsInserted, rowsGenerated, compressedBytes }: PipelineCounters): number {
  return ((rowsStaged - rowsInserted) / Math.max(1, rowsGenerated)) * compressedBytes
}
