import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { contentEncodingOf, decodedBody } from './decoded-body.ts'

const text = 'a line\n'.repeat(50_000)
const zipped = gzipSync(text)

async function* chunked(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.byteLength; from += 500) yield await Promise.resolve(bytes.subarray(from, from + 500))
}

async function decoded(body: AsyncIterable<Uint8Array>, bytesMax = 1_000_000): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of decodedBody(body, 'gzip', bytesMax)) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

test('gives back what was compressed, in one member or several', async () => {
  expect(await decoded(chunked(zipped))).toBe(text)
  expect(await decoded(chunked(Buffer.concat([zipped, gzipSync('more')])))).toBe(`${text}more`)
})

test.each([
  ['cut short', zipped.subarray(0, -9)],
  ['not gzip', Buffer.from(text)],
  ['damaged', Buffer.from(zipped.map((byte, index) => (index === 60 ? byte ^ 0xff : byte)))],
])('what is %s is malformed', async (_what, bytes) => {
  await expect(decoded(chunked(bytes))).rejects.toThrow('the body is not whole gzip')
})

test('a bomb goes off outside', async () => {
  await expect(decoded(chunked(zipped), 100_000)).rejects.toThrow('more than 100000 bytes')
})

test('what ends the body ends it', async () => {
  async function* breaking(): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(zipped.subarray(0, 100))
    throw new RangeError('the client has left')
  }
  await expect(decoded(breaking())).rejects.toThrow('the client has left')
})

test.each([
  [undefined, 'identity'],
  ['', 'identity'],
  ['GZIP', 'gzip'],
  ['br', undefined],
  ['gzip, gzip', undefined],
])('encoding %s is %s', (header, encoding) => {
  expect(contentEncodingOf(header)).toBe(encoding)
})
