// What a client may send to /live after the handshake, and what it should not: frames of every kind, cut, unmasked, lying about
// their length, in pieces, and bytes that are no frames.
import fc from 'fast-check'

const payload = fc.oneof(
  fc.uint8Array({ maxLength: 130 }),
  fc.string({ unit: 'binary', maxLength: 40 }).map((text) => Buffer.from(text)),
  fc.constantFrom(0, 125, 126, 1000, 1025, 70_000).map((bytes) => Buffer.alloc(bytes, 0xff)),
  fc.integer({ min: 0, max: 0xffff }).map((code) => Buffer.from([code >> 8, code & 0xff, 0xc3])), // of a close
)

const frame = fc
  .record({
    first: fc.oneof(fc.constantFrom(0x00, 0x01, 0x80, 0x81, 0x82, 0x88, 0x89, 0x8a), fc.integer({ min: 0, max: 255 })),
    isMasked: fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, fc.constant(false)),
    mask: fc.uint8Array({ minLength: 4, maxLength: 4 }),
    payload,
    /** Undefined: the true one. */
    claimedBytes: fc.oneof(
      { weight: 6, arbitrary: fc.constant(undefined) },
      fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
    ),
  })
  .map(({ first, isMasked, mask, payload: sent, claimedBytes }) => {
    const head = Buffer.from([first, ...lengthBytes(claimedBytes ?? BigInt(sent.length), isMasked)])
    const masked = Buffer.from(sent).map((byte, index) => (isMasked ? byte ^ (mask[index % 4] ?? 0) : byte))
    return Buffer.concat([head, isMasked ? mask : Buffer.alloc(0), masked])
  })

/** Messages of one client, each written on its own. */
export const anyFrames = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: frame },
    fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
  ),
  { minLength: 1, maxLength: 6 },
)

function lengthBytes(bytes: bigint, isMasked: boolean): readonly number[] {
  const mark = isMasked ? 0x80 : 0
  if (bytes < 126n) return [mark | Number(bytes)]
  if (bytes < 0x1_0000n) return [mark | 126, Number(bytes >> 8n), Number(bytes & 0xffn)]
  const long = Buffer.alloc(8)
  long.writeBigUInt64BE(bytes)
  return [mark | 127, ...long]
}
