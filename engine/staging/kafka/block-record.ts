// A block as a Kafka record: the header's fields as record headers, the frame as the value, nothing copied.
import type { KafkaRecord } from '@platformatic/kafka'
import { blockHeaderFields, parseBlockHeader, type Block } from '../../block/block.ts'
import { MillraceError } from '../../errors/millrace-error.ts'

export interface BlockRecord {
  readonly headers: Map<Buffer, Buffer>
  readonly value: Buffer
  /** Bytes of the record, its envelope included, rounded up. */
  readonly recordBytes: number
}

const envelopeBytesMax = 128

export function blockToRecord(block: Block): BlockRecord {
  const { frame } = block
  const headers = new Map<Buffer, Buffer>()
  let recordBytes = frame.byteLength + envelopeBytesMax
  for (const [name, text] of blockHeaderFields(block)) {
    const [key, value] = [Buffer.from(name), Buffer.from(text)]
    headers.set(key, value)
    recordBytes += key.byteLength + value.byteLength + 10 // two lengths of at most five bytes
  }
  return { headers, value: Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength), recordBytes }
}

/** Throws `CORRUPT_RECORD` when the record is none of ours. */
export function recordToBlock(record: Pick<KafkaRecord, 'headers' | 'value'>): Block {
  const fields: Record<string, string> = {}
  for (const [name, value] of record.headers) {
    if (name !== null && value !== null) fields[name.toString()] = value.toString()
  }
  const header = parseBlockHeader(fields)
  if (record.value === null) throw new MillraceError('CORRUPT_RECORD', `batch ${header.batch} has no frame`)
  return { header, frame: record.value }
}
