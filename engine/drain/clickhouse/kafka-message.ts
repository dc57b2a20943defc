// A block as a message that ClickHouse reads by itself: its rows alone, and a key that says which batch they are. Of every row,
// ClickHouse keeps a copy of what comes with its message: so that is short, and headers are none.
import { z } from 'zod'
import type { Block } from '../../block/block.ts'
import { decompressedFrames } from '../../compress/decompressed-frames.ts'
import { isLiveStreamId } from '../../intake/live-stream.ts'
import type { ForeignRecord } from '../../staging/kafka/open-kafka-staging.ts'

export interface MessageKey {
  readonly datasetId: string
  readonly batch: number
}

const keyPattern = /^v1\/(?:[0-9a-f-]{36}|-)\/([0-9a-z-]{1,64})\/(\d{1,15})\/(?:-?\d{1,15}|-)$/
const keyFields = z.tuple([z.string(), z.string(), z.coerce.number()])

/** `tableUuid`: the table that the run fills. */
export function blockToMessage({ header, frame }: Block, tableUuid: string | undefined): ForeignRecord {
  const { datasetId, batch, earliestMs, encoding } = header
  const owner = isLiveStreamId(datasetId) ? '-' : (tableUuid ?? '-')
  const key = Buffer.from(['v1', owner, datasetId, batch, earliestMs ?? '-'].join('/'))
  const bytes = Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength)
  return { key, value: encoding === 'lz4' ? decompressedFrames(bytes) : bytes }
}

/** Undefined when the key is none of ours. */
export function parseMessageKey(key: string): MessageKey | undefined {
  const fields = keyFields.safeParse(keyPattern.exec(key)?.slice())
  return fields.success ? { datasetId: fields.data[1], batch: fields.data[2] } : undefined
}
