import { decompressFrameSync } from 'lz4-napi'
import { expect, test } from 'vitest'
import { compressedFrame } from './lz4-frame.ts'

const mib = 1024 * 1024

test.each([0, 1, 1000, 4 * mib, 4 * mib + 1, 9 * mib])('%d bytes come back as they were', (length) => {
  const bytes = Uint8Array.from({ length }, (_, i) => (i * 31) >>> 3)
  const frame = compressedFrame(bytes)
  expect(Buffer.compare(decompressFrameSync(Buffer.from(frame)), bytes)).toBe(0)
  expect(frame.buffer.byteLength).toBe(frame.byteLength)
})

test('memory that is given is used, and what it held before does not matter', () => {
  const bytes = new Uint8Array(1000).fill(7)
  const memory = new SharedArrayBuffer(2000)
  new Uint8Array(memory).fill(1)
  const frame = compressedFrame(bytes, () => memory)
  expect(frame.buffer).toBe(memory)
  expect(Buffer.compare(decompressFrameSync(Buffer.from(frame)), bytes)).toBe(0)
})
