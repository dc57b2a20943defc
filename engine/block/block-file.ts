// A block as a file (spool, dead letters): magic, lengths, header as JSON, then the frame as it is.
// It promises that a file that was cut short or whose header was damaged is never read as a block. The frame's own bytes
// are covered by the CRC-32 in the header: `assertBlockIntact`, which the drain calls on every block, checks those.
import { crc32 } from 'node:zlib'
import { z } from 'zod'
import { errorMessage } from '../errors/error-message.ts'
import { MillraceError } from '../errors/millrace-error.ts'
import { blockHeaderFields, parseBlockHeader, type Block } from './block.ts'

// magic (8) · bytes of the JSON (u32le) · CRC-32 of the JSON (u32le) · bytes of the frame (u32le) · JSON · frame
const magic = Buffer.from('MILLBLK1', 'latin1')
const preambleBytes = magic.byteLength + 12

const strings = z.record(z.string(), z.string())
const fileHeaderSchema = z.strictObject({ header: strings, extra: strings })

/** The file's bytes in two parts, so that the frame need not be copied: write them one after the other (`writev`). */
export function encodeBlockFile(
  block: Block,
  extra: Record<string, string> = {},
): [head: Uint8Array, frame: Uint8Array] {
  const json = Buffer.from(JSON.stringify({ header: Object.fromEntries(blockHeaderFields(block)), extra }))
  const head = Buffer.allocUnsafe(preambleBytes + json.byteLength)
  let offset = magic.copy(head)
  offset = head.writeUInt32LE(json.byteLength, offset)
  offset = head.writeUInt32LE(crc32(json), offset)
  offset = head.writeUInt32LE(block.frame.byteLength, offset)
  json.copy(head, offset)
  return [head, block.frame]
}

/** Reads a file back; the frame is a view of `bytes`. Throws `CORRUPT_RECORD` saying what is wrong. */
export function decodeBlockFile(bytes: Uint8Array): { block: Block; extra: Record<string, string> } {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (file.byteLength < preambleBytes || !file.subarray(0, magic.byteLength).equals(magic)) {
    throw corrupt(`it does not start as one (${file.byteLength} bytes)`)
  }
  const jsonBytes = file.readUInt32LE(magic.byteLength)
  const jsonCrc32 = file.readUInt32LE(magic.byteLength + 4)
  const frameBytes = file.readUInt32LE(magic.byteLength + 8)
  const expectedBytes = preambleBytes + jsonBytes + frameBytes
  if (file.byteLength !== expectedBytes) throw corrupt(`it has ${file.byteLength} bytes instead of ${expectedBytes}`)
  const json = file.subarray(preambleBytes, preambleBytes + jsonBytes)
  if (crc32(json) !== jsonCrc32) throw corrupt('its header is damaged')
  const { header, extra } = parseFileHeader(json.toString())
  return { block: { header: parseBlockHeader(header), frame: file.subarray(preambleBytes + jsonBytes) }, extra }
}

function parseFileHeader(json: string): z.output<typeof fileHeaderSchema> {
  try {
    return fileHeaderSchema.parse(JSON.parse(json))
  } catch (error) {
    throw corrupt(`its header cannot be read: ${errorMessage(error)}`)
  }
}

function corrupt(reason: string): MillraceError {
  return new MillraceError('CORRUPT_RECORD', `not a whole block file: ${reason}`)
}
