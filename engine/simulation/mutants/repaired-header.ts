// A block file as it looks to a reader that does not check the header: the checksum is made to match whatever is there.
import { crc32 } from 'node:zlib'

// See `block-file.ts`: magic (8) · bytes of the JSON (u32le) · CRC-32 of the JSON (u32le) · bytes of the frame (u32le) · JSON.
const jsonLengthAt = 8
const jsonCrc32At = 12
const jsonAt = 20

export function repairedHeader(bytes: Uint8Array): Uint8Array {
  if (bytes.byteLength < jsonAt) return bytes
  const file = Buffer.from(bytes)
  const json = file.subarray(jsonAt, jsonAt + file.readUInt32LE(jsonLengthAt))
  file.writeUInt32LE(crc32(json), jsonCrc32At)
  return file
}
