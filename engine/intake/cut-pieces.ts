// Cuts a body into pieces that can be worked on one by one: whole lines, or the one array that it is. It promises that the
// same body is always cut in the same places, however it arrives, so that a repeated request has the same pieces; and to
// hold no more than a piece and a line of it, or the longest array.
import type { EventForm } from './event-encoder.ts'
import { MalformedBodyError } from './malformed-body-error.ts'

/** A request's events as bytes: as they come, or all of them at once. */
export type EventBody = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

export type BodyPiece =
  | { readonly form: EventForm; readonly bytes: Uint8Array<ArrayBuffer> }
  /** A line that is not read because of its length. */
  | { readonly form: 'long-line' }

export interface PieceLimits {
  /** A piece ends with the first line that ends at or beyond this many bytes. A line may be as long. */
  readonly pieceBytes: number
  readonly arrayBytesMax: number
}

export const pieceLimits: PieceLimits = { pieceBytes: 256 * 1024, arrayBytesMax: 8 * 1024 * 1024 }

const blankChunksMax = 16
const newline = 0x0a
const openingBracket = 0x5b
/** Blank, tab, line feed, carriage return, and the three bytes of a byte order mark. */
const passedOver = new Set([0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf])

/** Without `form`, a body that begins with a bracket is an array. Throws `MalformedBodyError` for one that is too long. */
export async function* cutPieces(
  body: EventBody,
  form?: EventForm,
  limits: PieceLimits = pieceLimits,
): AsyncGenerator<BodyPiece, void, undefined> {
  let cutter: ArrayCollector | LineCutter | undefined
  let blank: Uint8Array[] = []
  for await (const chunk of body) {
    cutter ??= cutterFor(chunk, form, limits, blank)
    if (cutter === undefined) {
      blank.push(chunk)
      continue
    }
    for (const held of blank) yield* cutter.take(held)
    blank = []
    yield* cutter.take(chunk)
  }
  if (cutter !== undefined) yield* cutter.end()
}

/** Undefined as long as nothing but blanks has come, and not many of those. */
function cutterFor(
  chunk: Uint8Array,
  form: EventForm | undefined,
  limits: PieceLimits,
  blank: readonly Uint8Array[],
): ArrayCollector | LineCutter | undefined {
  if (form === 'lines') return new LineCutter(limits)
  const first = chunk.find((byte) => !passedOver.has(byte))
  if (form === 'array' || first === openingBracket) return new ArrayCollector(limits)
  return first === undefined && blank.length < blankChunksMax ? undefined : new LineCutter(limits)
}

class ArrayCollector {
  readonly #chunks: Uint8Array[] = []
  readonly #bytesMax: number
  #bytes = 0

  constructor({ arrayBytesMax }: PieceLimits) {
    this.#bytesMax = arrayBytesMax
  }

  take(chunk: Uint8Array): BodyPiece[] {
    this.#bytes += chunk.byteLength
    if (this.#bytes > this.#bytesMax) {
      throw new MalformedBodyError(
        `a JSON array may have ${this.#bytesMax} bytes; send one event per line (application/x-ndjson) for more`,
      )
    }
    this.#chunks.push(chunk)
    return []
  }

  end(): BodyPiece[] {
    return [{ form: 'array', bytes: joined(this.#chunks) }]
  }
}

class LineCutter {
  readonly #pieceBytes: number
  /** Twice a piece: one that is full but for a byte, and the line that ends it. */
  readonly #heldBytesMax: number
  #held = Buffer.alloc(0)
  #heldBytes = 0
  #isSkipping = false

  constructor({ pieceBytes }: PieceLimits) {
    this.#pieceBytes = pieceBytes
    this.#heldBytesMax = 2 * pieceBytes + 1
  }

  *take(chunk: Uint8Array): Generator<BodyPiece, void, undefined> {
    let offset = 0
    while (offset < chunk.byteLength) {
      if (this.#isSkipping) {
        const end = chunk.indexOf(newline, offset)
        if (end === -1) return
        offset = end + 1
        this.#isSkipping = false
        continue
      }
      const taken = chunk.subarray(offset, offset + this.#heldBytesMax - this.#heldBytes)
      this.#makeRoom(taken.byteLength)
      this.#held.set(taken, this.#heldBytes)
      this.#heldBytes += taken.byteLength
      offset += taken.byteLength
      yield* this.#cutFull()
    }
  }

  *end(): Generator<BodyPiece, void, undefined> {
    yield* this.#cutAt(this.#heldBytes)
  }

  /** A small body gets what it needs, one that goes on at once all that a piece can take. */
  #makeRoom(bytes: number): void {
    const neededBytes = this.#heldBytes + bytes
    if (neededBytes <= this.#held.byteLength) return
    const held = Buffer.allocUnsafeSlow(this.#heldBytes === 0 ? bytes : this.#heldBytesMax)
    this.#held.copy(held, 0, 0, this.#heldBytes)
    this.#held = held
  }

  *#cutFull(): Generator<BodyPiece, void, undefined> {
    while (this.#heldBytes >= this.#pieceBytes) {
      const lineStart = this.#held.subarray(0, this.#pieceBytes - 1).lastIndexOf(newline) + 1
      const lineEnd = this.#held.subarray(0, this.#heldBytes).indexOf(newline, this.#pieceBytes - 1)
      const isTooLong = (lineEnd === -1 ? this.#heldBytes : lineEnd) - lineStart > this.#pieceBytes
      if (isTooLong) {
        yield* this.#cutAt(lineStart)
        yield { form: 'long-line' }
        this.#isSkipping = lineEnd === -1
        this.#drop(lineEnd === -1 ? this.#heldBytes : lineEnd - lineStart + 1)
      } else if (lineEnd === -1) {
        return
      } else {
        yield* this.#cutAt(lineEnd + 1)
      }
    }
  }

  /** The piece gets the memory it was gathered in; what comes after it, which is less, is copied. */
  *#cutAt(bytes: number): Generator<BodyPiece, void, undefined> {
    if (bytes === 0) return
    const piece = new Uint8Array(this.#held.buffer, this.#held.byteOffset, bytes)
    this.#drop(bytes)
    yield { form: 'lines', bytes: piece }
  }

  #drop(bytes: number): void {
    const rest = this.#held.subarray(bytes, this.#heldBytes)
    this.#held = Buffer.allocUnsafeSlow(rest.byteLength)
    rest.copy(this.#held)
    this.#heldBytes = rest.byteLength
  }
}

function joined(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(chunks.reduce((sum, { byteLength }) => sum + byteLength, 0))
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.byteLength
  }
  return bytes
}
