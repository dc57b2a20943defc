import { decompressFrameSync } from 'lz4-napi'
import { expect, test } from 'vitest'
import { endLiterals, endSequence, literalsOffset } from './lz4-sequence.ts'
import { blockFrame } from './testing/block-frame.ts'

const lengths = [0, 1, 3, 4, 14, 15, 16, 269, 270, 271, 524, 525, 5_000]
const matches = [4, 5, 18, 19, 20, 273, 274, 275, 528, 529, 5_000]

test('any number of literals before any match comes back as it was', () => {
  const literalsAtEnd = 20
  for (const literalBytes of lengths) {
    for (const matchBytes of matches) {
      const out = new DataView(new ArrayBuffer(20_000))
      const bytes = new Uint8Array(out.buffer)
      const before = Uint8Array.from({ length: 6_000 }, (_, i) => (i * i) >>> 3)
      const literals = Uint8Array.from({ length: literalBytes }, (_, i) => i * 7)
      bytes.set(before, literalsOffset)
      bytes.set(literals, literalsOffset + before.byteLength)
      // The first sequence ends with a match of its own, so that the one that is looked at begins with no literals but its own.
      let token = endSequence(out, 0, literalsOffset + before.byteLength, 4, before.byteLength)
      let end = token + literalsOffset
      bytes.set(literals, end)
      end += literalBytes
      const distance = 4 + literalBytes + before.byteLength
      token = endSequence(out, token, end, matchBytes, distance)
      end = token + literalsOffset
      bytes.fill(9, end, end + literalsAtEnd)
      end = endLiterals(out, token, end + literalsAtEnd)

      const expected = [
        before,
        before.subarray(0, 4),
        literals,
        before.subarray(0, matchBytes),
        new Uint8Array(literalsAtEnd).fill(9),
      ]
      const read = decompressFrameSync(blockFrame(bytes.subarray(0, end)))
      expect(read.equals(Buffer.concat(expected)), `${literalBytes} literals, ${matchBytes} matched`).toBe(true)
    }
  }
})
