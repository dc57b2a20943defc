import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readFile } from './read-file.ts'

async function fileOf(bytes: Uint8Array): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'millrace-read-'))
  onTestFinished(() => rm(dir, { recursive: true }))
  const path = join(dir, 'file')
  await writeFile(path, bytes)
  return path
}

test.each([0, 1, 100_000])('a file of %i bytes is read whole', async (size) => {
  const bytes = Buffer.alloc(size, 'bytes of a file')
  expect(Buffer.from(await readFile(await fileOf(bytes)))).toEqual(bytes)
})

test('memory that has room is used again, and other memory where it has not', async () => {
  const first = await readFile(await fileOf(Buffer.alloc(1_000, 'a')))
  const second = await readFile(await fileOf(Buffer.alloc(900, 'b')), first.buffer)
  expect(second.buffer).toBe(first.buffer)
  expect(Buffer.from(second).toString()).toBe('b'.repeat(900))
  const third = await readFile(await fileOf(Buffer.alloc(2_000, 'c')), first.buffer)
  expect(third.buffer).not.toBe(first.buffer)
  expect(Buffer.from(third).toString()).toBe('c'.repeat(2_000))
})
