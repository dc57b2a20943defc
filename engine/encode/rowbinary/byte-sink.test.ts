import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { copyWritten, createByteSink, ensureBytes, writeByte, writeBytes, writeText, writeVarint } from './byte-sink.ts'

describe('ByteSink', () => {
  it.each([
    [0, '00'],
    [127, '7f'],
    [128, '8001'],
    [255, 'ff01'],
    [16_383, 'ff7f'],
    [16_384, '808001'],
    [2 ** 32, '8080808010'],
    [Number.MAX_SAFE_INTEGER, 'ffffffffffffff0f'],
  ])('writes %i as varint %s', (value, hex) => {
    const sink = createByteSink(0)
    writeVarint(sink, value)
    expect(Buffer.from(copyWritten(sink)).toString('hex')).toBe(hex)
  })

  it('keeps what is written when it grows, and its view shows the same memory', () => {
    fc.assert(
      fc.property(
        fc.nat(8),
        fc.array(fc.oneof(fc.uint8Array(), fc.string({ unit: 'grapheme' }), fc.nat(255))),
        (capacity, parts) => {
          const sink = createByteSink(capacity)
          for (const part of parts) {
            if (typeof part === 'number') writeByte(sink, part)
            else if (typeof part === 'string') writeText(sink, part)
            else writeBytes(sink, part)
          }
          const expected = parts.map((part) => {
            if (typeof part === 'number') return Buffer.of(part)
            if (typeof part !== 'string') return Buffer.from(part)
            // Texts of this test are short: one or two bytes of length.
            const text = Buffer.from(part)
            return Buffer.concat([
              text.length < 128 ? Buffer.of(text.length) : Buffer.of((text.length % 128) | 128, text.length >> 7),
              text,
            ])
          })
          expect(Buffer.from(copyWritten(sink)).equals(Buffer.concat(expected))).toBe(true)
          expect(sink.view.buffer).toBe(sink.bytes.buffer)
        },
      ),
    )
  })

  it('leaves the buffer alone while there is room', () => {
    const sink = createByteSink(16)
    const { bytes } = sink
    ensureBytes(sink, 16)
    expect(sink.bytes).toBe(bytes)
    ensureBytes(sink, 17)
    expect(sink.bytes.byteLength).toBe(32)
  })

  it('gives a copy that later writes do not touch', () => {
    const sink = createByteSink()
    writeByte(sink, 1)
    const copy = copyWritten(sink)
    sink.bytes[0] = 2
    expect([...copy]).toEqual([1])
  })
})
