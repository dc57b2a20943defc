// Keeps a block of a run whose header was changed on its way from being inserted as one batch and noted as another, which
// would then be taken for one that is in. Its checksum is of the frame alone; its token says the batch once more.
import type { BlockHeader } from '../block/block.ts'
import { MillraceError } from '../errors/millrace-error.ts'
import { isLiveStreamId } from '../intake/live-stream.ts'
import { headerToken } from '../plan/batch-spec.ts'

/** Throws `CORRUPT_RECORD` when the token is not the batch's. Blocks of live events have tokens of their own. */
export function assertOwnToken(header: BlockHeader): void {
  const { dataset, datasetId, batch, token } = header
  if (isLiveStreamId(datasetId) || token === headerToken(header)) return
  throw new MillraceError(
    'CORRUPT_RECORD',
    `damaged header: it says batch ${batch} of ${dataset}, and its token is of another (${token})`,
  )
}
