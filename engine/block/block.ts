// The unit of everything after the worker: one encoded, LZ4-framed batch and the header that says what it is.
// Nobody after the worker decodes a row: the frame that a worker makes is the frame that ClickHouse reads.
import { crc32 } from 'node:zlib'
import { z } from 'zod'
import { MillraceError } from '../errors/millrace-error.ts'

export const blockFormats = ['rowbinary', 'native'] as const
export type BlockFormat = (typeof blockFormats)[number]

/** `lz4`: frames of LZ4. `none`: the format's bytes as they are. */
const blockEncodings = ['lz4', 'none'] as const
export type BlockEncoding = (typeof blockEncodings)[number]

// Decimal digits and nothing else: no sign, no blank, no exponent, no leading zero. What `z.coerce.number` takes
// ('' is 0, '0x10' is 16, ' 7 ' is 7) would turn a damaged header into a wrong one.
const count = z
  .string()
  .regex(/^(?:0|[1-9]\d*)$/, 'must be a whole number in decimal digits')
  .transform(Number)
  .refine(Number.isSafeInteger, 'must be below 2^53')

// The bound is far above all there are: a header that is longer was never written here, and fits into no request.
const name = z.string().min(1).max(200, 'must have at most 200 characters')

/** What a reader of the staging stream must know to hand a frame on. Every field travels as a string. */
const storedHeaderSchema = z.object({
  /** Name of the dataset definition, which is also the name of the target table. */
  dataset: name,
  /** Identity of the run: which dataset, schema version, seed and anchor the batch was made from. */
  datasetId: name,
  schemaVersion: count,
  /** Number of the batch within the run. */
  batch: count,
  rowCount: count,
  format: z.enum(blockFormats),
  /** How the frame is compressed: as `Content-Encoding` of `INSERT INTO dataset FORMAT format` says it. */
  encoding: z.enum(blockEncodings),
  /** `insert_deduplication_token` of the insert. */
  token: name,
  /** CRC-32 (zlib) of the frame. */
  crc32: count.refine((crc) => crc <= 0xffffffff, 'must fit in 32 bits'),
  /** Bytes before compression. */
  encodedBytes: count,
  /** Of live events: Unix milliseconds that no row is earlier than. */
  earliestMs: count.optional(),
  /** Of live events: Unix milliseconds at which it was put together. */
  madeMs: count.optional(),
  /** How the frame divides into requests that may be known already: see `block-parts.ts`. */
  parts: z.string().min(1).optional(),
})

export interface BlockHeader extends Omit<z.output<typeof storedHeaderSchema>, 'crc32'> {
  /** CRC-32 (zlib) of the frame. A block that stays in the process that makes it may have none: nobody would look. */
  crc32?: number | undefined
}

export interface Block {
  readonly header: BlockHeader
  /** RowBinary or Native bytes, or one or more concatenated LZ4 frames of them: see `encoding`. */
  readonly frame: Uint8Array
}

/** Throws `CORRUPT_RECORD` if the frame is not the one the header was written for, as far as its checksum tells. */
export function assertBlockIntact({ header, frame }: Block): void {
  const { crc32: said } = header
  if (said === undefined) return
  const actual = crc32(frame)
  if (actual === said) return
  throw new MillraceError(
    'CORRUPT_RECORD',
    `batch ${header.batch} of ${header.dataset}: CRC-32 is ${actual}, the header says ${said}`,
  )
}

/**
 * The header's fields as strings, in a fixed order: what Kafka headers and block files hold. The checksum is among them, even
 * if the block had none so far. Throws on a header that nobody could read back.
 */
export function blockHeaderFields({ header, frame }: Block): [name: string, value: string][] {
  const stored = { ...header, crc32: header.crc32 ?? crc32(frame) }
  const fields = storedHeaderSchema.keyof().options.flatMap((name): [string, string][] => {
    const value = stored[name]
    return value === undefined ? [] : [[name, String(value)]]
  })
  const parsed = storedHeaderSchema.safeParse(Object.fromEntries(fields))
  if (!parsed.success) throw new TypeError(`not a block header: ${z.prettifyError(parsed.error)}`)
  return fields
}

/** Reads header fields back. Throws `CORRUPT_RECORD` when one is missing or is not what it must be. */
export function parseBlockHeader(fields: Record<string, string>): BlockHeader {
  const parsed = storedHeaderSchema.safeParse(fields)
  if (parsed.success) return parsed.data
  throw new MillraceError('CORRUPT_RECORD', `unreadable block header: ${z.prettifyError(parsed.error)}`)
}
