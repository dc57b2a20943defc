// Bodies ready to go out: encoded, tagged and compressed once, however often the same one is asked for. Remembers the
// last ones, up to a bound in bytes.
import { hash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { BodyEncoding } from '../request/accepted-encoding.ts'
import { bodyCompressions } from './body-compression.ts'

export interface PreparedBody {
  readonly bytes: Uint8Array
  /** The same for every compression of one body, therefore weak. */
  readonly etag: string
  compressed(encoding: BodyEncoding): Promise<Uint8Array>
}

/** Of an entry: its text, its bytes and what compression makes of them. */
const sizeFactor = 3
const overheadBytes = 512

export class PreparedBodies {
  readonly #remembered: LRUCache<string, PreparedBody>

  constructor({ bytesMax }: { bytesMax: number }) {
    this.#remembered = new LRUCache({
      maxSize: bytesMax,
      maxEntrySize: bytesMax / 8,
      sizeCalculation: ({ bytes }, text) => (bytes.byteLength + text.length) * sizeFactor + overheadBytes,
    })
  }

  of(body: string | Uint8Array): PreparedBody {
    if (typeof body !== 'string') return prepare(body)
    const known = this.#remembered.get(body)
    if (known !== undefined) return known
    const prepared = prepare(Buffer.from(body))
    this.#remembered.set(body, prepared)
    return prepared
  }
}

function prepare(bytes: Uint8Array): PreparedBody {
  const compressed = new Map<BodyEncoding, Promise<Uint8Array>>()
  return {
    bytes,
    etag: `W/"${hash('sha1', bytes, 'base64url')}"`,
    compressed(encoding) {
      const known = compressed.get(encoding) ?? bodyCompressions[encoding].whole(bytes)
      compressed.set(encoding, known)
      return known
    },
  }
}
