import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PartitionProgress } from './partition-progress.ts'

async function isSettled(promise: Promise<void>): Promise<boolean> {
  return Promise.race([
    promise.then(() => true),
    new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 5)),
  ])
}

test('whatever the order of completion, only what is complete from the start on may be committed', () => {
  const orders = fc.integer({ min: 1, max: 30 }).chain((count) => {
    const offsets = Array.from({ length: count }, (_, offset) => offset)
    return fc.shuffledSubarray(offsets, { minLength: count, maxLength: count })
  })
  fc.assert(
    fc.property(orders, (order) => {
      const progress = new PartitionProgress(0, 0n)
      for (let offset = 0; offset < order.length; offset++) progress.fetched(BigInt(offset))
      progress.position = BigInt(order.length)
      const complete = new Set<number>()
      for (const offset of order) {
        void progress.complete(BigInt(offset))
        complete.add(offset)
        let prefix = 0
        while (complete.has(prefix)) prefix++
        expect(progress.committable).toBe(BigInt(prefix))
      }
    }),
  )
})

test('a commit resolves when everything before it is committed too, and rejects when that cannot be', async () => {
  const progress = new PartitionProgress(0, 10n)
  for (const offset of [10n, 11n, 12n]) progress.fetched(offset)
  progress.position = 13n
  const second = progress.complete(11n)
  expect(progress.committable).toBe(10n)
  expect(await isSettled(second)).toBe(false)
  const first = progress.complete(10n)
  expect(progress.committable).toBe(12n)
  progress.advance(12n)
  await Promise.all([first, second])
  const third = progress.complete(12n)
  progress.fail(new Error('away'))
  await expect(third).rejects.toThrow('away')
  expect(progress.committable).toBe(13n)
})

test('what another member has committed meanwhile is skipped', async () => {
  const progress = new PartitionProgress(0, 0n)
  progress.fetched(0n)
  progress.fetched(1n)
  progress.position = 2n
  progress.advance(5n)
  expect(progress.position).toBe(5n)
  expect(progress.committable).toBe(5n)
  await progress.complete(1n)
})

test('nobody waits for a partition that has been given away', async () => {
  const progress = new PartitionProgress(0, 0n)
  progress.fetched(0n)
  progress.fetched(1n)
  progress.position = 2n
  const waiting = progress.complete(1n)
  progress.release()
  await Promise.all([waiting, progress.complete(0n)])
})

test('nobody waits for what was fetched before the log was gone over again', async () => {
  const progress = new PartitionProgress(0, 0n)
  for (const offset of [0n, 1n]) progress.fetched(offset)
  progress.position = 2n
  const { era } = progress
  progress.restart(0n)
  for (const offset of [0n, 1n]) progress.fetched(offset)
  progress.position = 2n
  await progress.complete(1n, era)
  expect(progress.committable).toBe(0n)
  void progress.complete(0n)
  expect(progress.committable).toBe(1n)
})
