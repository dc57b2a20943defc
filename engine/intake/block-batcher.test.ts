import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { Block } from '../block/block.ts'
import { BlockBatcher, type BlockBatcherOptions } from './block-batcher.ts'
import type { EventPart } from './live-block.ts'

const part = (rowCount: number, bytes = rowCount): EventPart => ({
  rowCount,
  earliestMs: 0,
  encodedBytes: bytes,
  content: { rows: new Uint8Array(bytes) },
})

function batcher(options: Partial<BlockBatcherOptions> = {}) {
  const appended: number[][] = []
  const made = new BlockBatcher({
    // What the batcher hands on is looked at here, not what it becomes.
    blockOf: (parts) => parts as unknown as Block,
    append: (block) => {
      appended.push((block as unknown as readonly EventPart[]).map(({ rowCount }) => rowCount))
      return Promise.resolve()
    },
    quickMs: 30,
    quickRowsMax: 10,
    gatherMs: 150,
    ...options,
  })
  return { made, appended }
}

test('few rows wait a moment for company', async () => {
  const { made, appended } = batcher()
  const startedAtMs = performance.now()
  await Promise.all([made.add(part(1)), made.add(part(2))])
  expect(appended).toEqual([[1, 2]])
  expect(performance.now() - startedAtMs).toBeLessThan(140)
})

test('many rows wait longer, for more', async () => {
  const { made, appended } = batcher()
  const first = made.add(part(11))
  await sleep(60)
  await Promise.all([first, made.add(part(1))])
  expect(appended).toEqual([[11, 1]])
})

test('a block that is full goes at once, and none has more bytes than it may', async () => {
  const { made, appended } = batcher({ quickMs: 60_000, rowsMax: 100, bytesMax: 1_000 })
  await Promise.all([made.add(part(60)), made.add(part(40))])
  await Promise.all([made.add(part(1, 900)), made.add(part(2, 200)), made.add(part(3, 1_000))])
  expect(appended).toEqual([[60, 40], [1], [2], [3]])
})

test('what is too much waits outside until there is room', async () => {
  const room = Promise.withResolvers<undefined>()
  const { made } = batcher({ append: () => room.promise, pendingBytesMax: 100, bytesMax: 50 })
  const added: number[] = []
  const adding = [60, 60, 60].map((bytes, index) => made.add(part(1, bytes)).then(() => added.push(index)))
  await sleep(100)
  expect(added).toEqual([])
  room.resolve(undefined)
  await Promise.all(adding)
  expect(added).toEqual([0, 1, 2])
})

test('a part whose block cannot be appended learns of it, the next ones are tried anew', async () => {
  let isAway = true
  const { made } = batcher({ append: () => (isAway ? Promise.reject(new Error('away')) : Promise.resolve()) })
  await expect(Promise.all([made.add(part(1))])).rejects.toThrow('away')
  isAway = false
  await made.add(part(1))
  await made.drain()
})
