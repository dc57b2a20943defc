// A block as a message of kafkajs: the header's fields as headers, the frame as the value, as our own staging writes them.
import { parseBlockHeader, blockHeaderFields, type Block } from '@millrace/engine/block/block.ts'
import type { KafkaMessage, Message } from 'kafkajs'

export function blockToMessage(block: Block): Message {
  const { frame } = block
  return {
    value: Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength),
    headers: Object.fromEntries(blockHeaderFields(block)),
  }
}

/** Throws `CORRUPT_RECORD` when the message is no block. */
export function messageToBlock({ headers, value }: Pick<KafkaMessage, 'headers' | 'value'>): Block {
  const fields = Object.entries(headers ?? {}).map(([name, text]) => [name, String(text)] as const)
  return { header: parseBlockHeader(Object.fromEntries(fields)), frame: value ?? new Uint8Array() }
}
