// What is compressed by whoever, whole or cut.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { compressFrameSync } from 'lz4-napi'
import { afterAll, describe, expect, test } from 'vitest'
import { BadFileError } from '../bad-file-error.ts'
import { fileContent } from './file-content.ts'

const folder = await mkdtemp(join(tmpdir(), 'millrace-content-'))
afterAll(() => rm(folder, { recursive: true }))

/** By the lz4 program with -BD: every block refers to those before it, and checksums stand in between. */
const linkedFrame = Buffer.from(
  'BCJNGERAXg0BAAA/YWJjAwD/////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////5VBjYWJjYQoBAAAPBgD/////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////6FBhYmNhYlQAAAAPBgD//////////////////////////////////////////////////////////////////////////////////////////////////yJQYmNhYmMAAAAAnILlxw==',
  'base64',
)

async function contentOf(bytes: Uint8Array): Promise<Buffer> {
  const path = join(folder, 'file')
  await writeFile(path, bytes)
  const pieces: Uint8Array[] = []
  for await (const piece of fileContent(path)) pieces.push(Buffer.from(piece))
  return Buffer.concat(pieces)
}

const parts = ['one', 'two'.repeat(200_000), 'three'].map((text) => Buffer.from(text))
const whole = Buffer.concat(parts)
const compressors = {
  lz4: compressFrameSync,
  gzip: (bytes: Buffer) => gzipSync(bytes),
  zstd: (bytes: Buffer) => zstdCompressSync(bytes),
}

describe.each(Object.entries(compressors))('%s', (name, compress) => {
  test('parts one after the other', async () => {
    expect((await contentOf(Buffer.concat(parts.map((part) => compress(part))))).equals(whole)).toBe(true)
  })

  test.each([1, 5, 9])('cut %d bytes before its end', async (byteCount) => {
    const failure = contentOf(compress(whole).subarray(0, -byteCount))
    await expect(failure).rejects.toThrow(BadFileError)
    await expect(failure).rejects.toThrow(`broken ${name}`)
  })

  test('followed by something else', async () => {
    await expect(contentOf(Buffer.concat([compress(whole), Buffer.from('rest of something')]))).rejects.toThrow(
      BadFileError,
    )
  })
})

test('LZ4 whose blocks are linked', async () => {
  expect((await contentOf(linkedFrame)).equals(Buffer.from('abc'.repeat(50_000)))).toBe(true)
})

test('Zstandard with what is to be skipped', async () => {
  const skipped = Buffer.from([0x51, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3])
  expect((await contentOf(Buffer.concat([zstdCompressSync(whole), skipped, zstdCompressSync(whole)]))).byteLength).toBe(
    whole.byteLength * 2,
  )
})

test('plain, and empty', async () => {
  expect((await contentOf(whole)).equals(whole)).toBe(true)
  expect((await contentOf(Buffer.alloc(0))).byteLength).toBe(0)
})
