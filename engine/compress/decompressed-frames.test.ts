import { randomBytes } from 'node:crypto'
import { compressFrameSync } from 'lz4-napi'
import { expect, test } from 'vitest'
import { decompressedFrames } from './decompressed-frames.ts'

const texts = [Buffer.from('a'.repeat(10)), Buffer.from('row '.repeat(200_000)), randomBytes(300_000)]

test('one frame, and several of any size, compressible or not', () => {
  for (const text of texts) expect(decompressedFrames(compressFrameSync(text)).equals(text)).toBe(true)
  const joined = decompressedFrames(Buffer.concat(texts.map((text) => compressFrameSync(text))))
  expect(joined.equals(Buffer.concat(texts))).toBe(true)
})

test('frames with checksums', () => {
  const options = { contentChecksum: true, blockChecksums: true }
  const frames = texts.slice(1, 2).flatMap((text) => [compressFrameSync(text, options), compressFrameSync(text)])
  expect(decompressedFrames(Buffer.concat(frames)).byteLength).toBe(1_600_000)
})

test('what is cut or is something else is refused', () => {
  const frame = compressFrameSync(texts[1] ?? '')
  expect(() => decompressedFrames(frame.subarray(0, frame.byteLength - 20))).toThrow()
  expect(() => decompressedFrames(Buffer.concat([frame, Buffer.from('something else')]))).toThrow(/no LZ4 frame/)
})
