import { decompressFrameSync } from 'lz4-napi'
import { describe, expect, test } from 'vitest'
import { compressedFrame, storedFrame } from './lz4-frame.ts'

const mib = 1024 * 1024

describe.each([
  ['compressedFrame', compressedFrame],
  ['storedFrame', storedFrame],
])('%s', (_name, frameOf) => {
  test.each([0, 1, 1000, 4 * mib, 4 * mib + 1, 9 * mib])('%d bytes come back as they were', (length) => {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 31) >>> 3)
    const frame = frameOf(bytes)
    expect(Buffer.compare(decompressFrameSync(Buffer.from(frame)), bytes)).toBe(0)
    expect(frame.buffer.byteLength).toBe(frame.byteLength)
  })
})
