// Names the stream of live events of a dataset. It belongs to the table's name, not to the table: what was acknowledged is
// inserted, even if the table was dropped and made anew in between.
import { createHash } from 'node:crypto'
import type { EventDataset } from '@millrace/schemas/dataset/dataset.ts'

const prefix = 'live-'

/** `datasetId` of every block of live events: another database, or another version of the columns, is another stream. */
export function liveStreamId(database: string, { name, schemaVersion }: EventDataset): string {
  const identity = JSON.stringify([database, name, schemaVersion])
  return prefix + createHash('sha256').update(identity).digest('hex').slice(0, 16)
}

export function isLiveStreamId(datasetId: string): boolean {
  return datasetId.startsWith(prefix)
}
