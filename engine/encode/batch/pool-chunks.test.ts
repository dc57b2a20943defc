import { expect, test } from 'vitest'
import { writeBytes } from '../rowbinary/byte-sink.ts'
import { poolChunks } from './pool-chunks.ts'

const url = Buffer.from('https://shop.example/')
const negative = new Uint8Array(8).fill(0xff) // -1 as Int64, NaN as Float64

test.each([
  ['no NaN', [url, Buffer.from('/')], Float64Array],
  ['the bits of a NaN, which are not copied as a float', [url, negative], undefined],
])('chunks with %s', (_, values, strides) => {
  const chunks = poolChunks(values.length, (sink, value) => writeBytes(sink, values[value] ?? negative))
  expect([...chunks.lengthsBytes]).toEqual(values.map((value) => value.byteLength))
  const starts = [...chunks.firstStrides].map((stride) => stride * 8)
  expect(
    starts.map((start, i) => Buffer.from(chunks.bytes.subarray(start, start + (values[i]?.byteLength ?? 0)))),
  ).toEqual(values.map((value) => Buffer.from(value)))
  expect(chunks.strides?.constructor).toBe(strides)
})
