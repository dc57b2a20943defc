import { decompressFrameSync } from 'lz4-napi'
import { expect, test } from 'vitest'
import { compressedFrame } from './lz4-frame.ts'

const mib = 1024 * 1024

test.each([0, 1, 1000, 4 * mib, 4 * mib + 1, 9 * mib])('%d bytes come back as they were', (length) => {
  const bytes = Uint8Array.from({ length }, (_, i) => (i * 31) >>> 3)
  expect(Buffer.compare(decompressFrameSync(Buffer.from(compressedFrame(bytes))), bytes)).toBe(0)
})

test('memory that is large enough is used, and what it held before does not matter', () => {
  const bytes = new Uint8Array(1000).fill(7)
  const memory = new SharedArrayBuffer(2000)
  new Uint8Array(memory).fill(1)
  const frame = compressedFrame(bytes, memory)
  expect(frame.buffer).toBe(memory)
  expect(Buffer.compare(decompressFrameSync(Buffer.from(frame)), bytes)).toBe(0)
})

test('memory that is too small is left alone', () => {
  const memory = new SharedArrayBuffer(1)
  expect(compressedFrame(Uint8Array.of(1, 2, 3), memory).buffer).not.toBe(memory)
})
