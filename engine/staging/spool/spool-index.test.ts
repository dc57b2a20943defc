import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, inject, test } from 'vitest'
import { spoolFileNames } from './spool-file-name.ts'
import { SpoolIndex } from './spool-index.ts'

let dir: string
const nextName = spoolFileNames()
const synced = (): Promise<void> => Promise.resolve()
const stage = async (frameBytes: number): Promise<string> => {
  const name = nextName(frameBytes)
  await writeFile(join(dir, name), '')
  return name
}
beforeEach(async () => {
  dir = await mkdtemp(join(inject('dataDir'), 'spool-index-'))
})

test('it learns what others staged and took away, by name alone', async () => {
  const index = new SpoolIndex(dir, synced)
  const [first, second] = [await stage(10), await stage(20)]
  await writeFile(join(dir, 'consumer.lock'), '')
  await index.refresh()
  expect(index.backlog).toEqual({ blocks: 2, bytes: 30 })
  await rm(join(dir, first))
  await index.refresh()
  expect(index.backlog).toEqual({ blocks: 1, bytes: 20 })
  expect([index.take(), index.take()]).toEqual([second, undefined])
})

test('a folder in the place of a block is left alone', async () => {
  const index = new SpoolIndex(dir, synced)
  await mkdir(join(dir, nextName(10)))
  const name = await stage(20)
  await index.refresh()
  expect(index.backlog).toEqual({ blocks: 1, bytes: 20 })
  expect([index.take(), index.take()]).toEqual([name, undefined])
})

test('a block removed while the folder is being read does not come back', async () => {
  const index = new SpoolIndex(dir, synced)
  const name = await stage(10)
  await index.refresh()
  index.take()
  const reading = index.refresh()
  index.remove(name) // its file is still there when the folder is read
  await reading
  expect(index.backlog).toEqual({ blocks: 0, bytes: 0 })
  expect(index.take()).toBeUndefined()
})

test('a block added while the folder is being read is not taken for one that has gone', async () => {
  const index = new SpoolIndex(dir, synced)
  const reading = index.refresh()
  const name = nextName(10)
  index.add(name, 10)
  await reading
  expect(index.take()).toBe(name)
})

test('blocks are handed out in the order of their names, those that were put back first', () => {
  const index = new SpoolIndex(dir, synced)
  const names = [nextName(1), nextName(1), nextName(1)]
  for (const name of [...names].reverse()) index.add(name, 1)
  const first = index.take()
  expect(first).toBe(names[0])
  index.putBack(first ?? '')
  expect([index.take(), index.take(), index.take(), index.take()]).toEqual([...names, undefined])
  expect(index.backlog).toEqual({ blocks: 3, bytes: 3 })
})

test('what another process has just staged is handed out only when its name is durable', async () => {
  const syncing = Promise.withResolvers<undefined>()
  const index = new SpoolIndex(dir, () => syncing.promise)
  const name = await stage(10)
  const refreshed = index.refresh()
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(index.take()).toBeUndefined()
  syncing.resolve(undefined)
  await refreshed
  expect(index.take()).toBe(name)
})
