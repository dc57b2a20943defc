import fc from 'fast-check'
import { expect, test } from 'vitest'
import { copyWritten, createByteSink, writeByte, writeBytes } from '../rowbinary/byte-sink.ts'
import { appendChunks, chunksBytes, poolChunks } from './pool-chunks.ts'

const negative = new Uint8Array(8).fill(0xff) // -1 as Int64, NaN as Float64

function chunksOf(values: readonly Uint8Array[]) {
  return poolChunks(values.length, (sink, value) => writeBytes(sink, values[value] ?? new Uint8Array()))
}

test('appends the chunks of the rows, whatever their lengths and bits', () => {
  const chunk = fc.oneof(fc.uint8Array({ maxLength: 20 }), fc.constant(negative))
  const pool = fc.oneof(
    fc.array(chunk, { minLength: 1 }),
    fc
      .constantFrom(1, 2, 4, 8)
      .chain((width) => fc.array(fc.uint8Array({ minLength: width, maxLength: width }), { minLength: 1 })),
  )
  fc.assert(
    fc.property(pool, fc.array(fc.nat()), (values, picks) => {
      const codes = Uint32Array.from(picks, (pick) => pick % values.length)
      const chunks = chunksOf(values)
      const sink = createByteSink(4)
      writeByte(sink, 7)
      appendChunks(sink, chunks, codes, codes.length)
      const expected = Buffer.concat([Uint8Array.of(7), ...Array.from(codes, (code) => values[code] ?? negative)])
      expect(Buffer.from(copyWritten(sink)).equals(expected)).toBe(true)
      expect(chunksBytes(chunks, codes, codes.length)).toBe(expected.byteLength - 1)
    }),
  )
})

test('does not copy the bits of a NaN as a float', () => {
  expect(chunksOf([Buffer.from('https://shop.example/')]).strides).toBeInstanceOf(Float64Array)
  expect(chunksOf([Buffer.from('https://shop.example/'), negative]).strides).toBeUndefined()
})
