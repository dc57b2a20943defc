// How many rows a Parquet file says it has: a number in its footer, which is Thrift in the compact protocol.
// Formats: https://parquet.apache.org/docs/file-format/, https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md
import { open } from 'node:fs/promises'
import { BadFileError } from './bad-file-error.ts'

const magic = 'PAR1'
const tailBytes = 8
const footerBytesMax = 2 ** 28
const rowsField = 3
const types = {
  stop: 0,
  yes: 1,
  no: 2,
  byte: 3,
  i64: 6,
  double: 7,
  binary: 8,
  list: 9,
  set: 10,
  map: 11,
  struct: 12,
} as const

/** Throws `BadFileError` when it is no Parquet file, or was cut. */
export async function parquetRowCount(path: string): Promise<number> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const readAt = async (from: number, byteCount: number): Promise<Buffer> => {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(byteCount), 0, byteCount, from)
      return buffer.subarray(0, bytesRead)
    }
    const tail = size < tailBytes ? Buffer.alloc(tailBytes) : await readAt(size - tailBytes, tailBytes)
    const footerBytes = tail.readUInt32LE()
    if (tail.toString('latin1', 4) !== magic || footerBytes > Math.min(size, footerBytesMax)) {
      throw new BadFileError('it is no Parquet file, or was cut')
    }
    return new Footer(await readAt(size - tailBytes - footerBytes, footerBytes)).rowCount()
  } finally {
    await file.close()
  }
}

class Footer {
  readonly #bytes: Buffer
  #offset = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  rowCount(): number {
    for (let field = 0, head = this.#byte(); head !== types.stop; head = this.#byte()) {
      field = head >> 4 === 0 ? this.#zigzag() : field + (head >> 4)
      if (field === rowsField && (head & 0xf) === types.i64) return this.#zigzag()
      this.#skip(head & 0xf)
    }
    throw new BadFileError('its Parquet footer does not say how many rows it has')
  }

  #byte(): number {
    const byte = this.#bytes[this.#offset++]
    if (byte === undefined) throw new BadFileError('its Parquet footer is cut')
    return byte
  }

  #varint(): number {
    let value = 0
    for (let factor = 1; ; factor *= 0x80) {
      const byte = this.#byte()
      value += (byte & 0x7f) * factor
      if (byte < 0x80) return value
    }
  }

  #zigzag(): number {
    const value = this.#varint()
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2
  }

  #skip(type: number): void {
    if (type === types.yes || type === types.no) return
    if (type === types.byte) this.#skipBytes(1)
    else if (type === types.double) this.#skipBytes(8)
    else if (type === types.binary) this.#skipBytes(this.#varint())
    else if (type === types.struct) {
      for (let head = this.#byte(); head !== types.stop; head = this.#byte()) {
        if (head >> 4 === 0) this.#varint()
        this.#skip(head & 0xf)
      }
    } else if (type === types.list || type === types.set) {
      const head = this.#byte()
      const count = head >> 4 === 0xf ? this.#varint() : head >> 4
      for (let i = 0; i < count; i++) this.#skipElement(head & 0xf)
    } else if (type === types.map) {
      const count = this.#varint()
      const kinds = count === 0 ? 0 : this.#byte()
      for (let i = 0; i < count; i++) {
        this.#skipElement(kinds >> 4)
        this.#skipElement(kinds & 0xf)
      }
    } else this.#varint()
  }

  #skipBytes(byteCount: number): void {
    this.#offset += byteCount
  }

  /** Within a list, a boolean is a byte. */
  #skipElement(type: number): void {
    if (type === types.yes || type === types.no) this.#offset++
    else this.#skip(type)
  }
}
