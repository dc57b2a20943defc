// What `staging.ts` promises, as tests that every adapter passes. Durable adapters have `staging-durable.contract.ts` too.
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Staging } from './staging.ts'
import { testBlock } from './testing/test-block.ts'
import { batches, blockOf, take, takeUntilQuiet } from './testing/taken.ts'

/** Longer than any adapter needs to hand out a block that is there. */
const quietMs = 1_500

/** `open` opens a staging that is empty. */
export function describeStaging(name: string, open: () => Promise<Staging>): void {
  describe(`staging ${name}`, () => {
    let staging: Staging
    beforeEach(async () => {
      staging = await open()
    })
    afterEach(() => staging.close())

    const append = async (count: number, from = 0): Promise<void> => {
      for (let batch = from; batch < from + count; batch++) await staging.append(testBlock(batch))
    }

    test('hands out what was appended, header and frame, byte for byte', async () => {
      const appended = [testBlock(0, 1), testBlock(1, 300_000), testBlock(2, 4_000_000)]
      await Promise.all(appended.map((block) => staging.append(block)))
      const taken = await take(await staging.consume({ blocksInFlightMax: 3 }), 3)
      const blocks = taken.map(blockOf).sort((a, b) => a.header.batch - b.header.batch)
      for (const [batch, block] of blocks.entries()) {
        expect(block.header).toEqual(appended[batch]?.header)
        expect(Buffer.compare(block.frame, appended[batch]?.frame ?? new Uint8Array())).toBe(0)
      }
      expect(new Set(taken.map(({ position }) => position)).size).toBe(3)
    })

    test('hands out a block that is appended while the consumer waits', async () => {
      const taken = take(await staging.consume({ blocksInFlightMax: 1 }), 1)
      await sleep(300)
      await append(1)
      expect(batches(await taken)).toEqual([0])
    })

    test('counts as backlog what is not committed, handed out or not', async () => {
      await append(4)
      expect(await staging.backlog()).toEqual({ blocks: 4, bytes: 4_000 })
      const consumer = await staging.consume({ blocksInFlightMax: 4 })
      const taken = await take(consumer, 4)
      expect(await staging.backlog()).toEqual({ blocks: 4, bytes: 4_000 })
      await Promise.all(taken.map((staged) => consumer.commit(staged)))
      await expect.poll(() => staging.backlog()).toEqual({ blocks: 0, bytes: 0 })
    })

    test('hands out at most blocksInFlightMax blocks that are not committed', async () => {
      await append(4)
      const consumer = await staging.consume({ blocksInFlightMax: 2 })
      const taken = await take(consumer, 2)
      let third: number[] | undefined
      const next = take(consumer, 1).then((staged) => (third = batches(staged)))
      await sleep(500)
      expect(third).toBeUndefined()
      // Both, for where offsets are committed the second alone may have to wait for the first.
      await Promise.all(taken.map((staged) => consumer.commit(staged)))
      await next
      expect(third).toHaveLength(1)
    })

    test('takes commits in any order, each twice, and none of these is handed out again', async () => {
      await append(6)
      const consumer = await staging.consume({ blocksInFlightMax: 6 })
      const taken = await take(consumer, 6)
      await Promise.all([4, 0, 3, 1, 0, 2, 5].map((index) => consumer.commit(staged(taken, index))))
      await consumer.close()
      await append(1, 6)
      expect(batches(await takeUntilQuiet(await staging.consume({ blocksInFlightMax: 9 }), quietMs))).toEqual([6])
    })

    test('close lets the commits that are under way end', async () => {
      await append(4)
      const consumer = await staging.consume({ blocksInFlightMax: 4 })
      const commits = (await take(consumer, 4)).map((staged) => consumer.commit(staged))
      await Promise.all([consumer.close(), staging.close()])
      await Promise.all(commits)
    })

    test('a commit never stands for another block', async () => {
      await append(5)
      const consumer = await staging.consume({ blocksInFlightMax: 5 })
      const taken = await take(consumer, 5)
      // Where offsets are committed it waits for the others, which never come: it may fail when the consumer is closed.
      const commit = consumer.commit(staged(taken, 3)).catch(() => undefined)
      await sleep(300)
      await consumer.close()
      await commit
      const others = taken.filter((_, index) => index !== 3)
      const again = await takeUntilQuiet(await staging.consume({ blocksInFlightMax: 9 }), quietMs)
      expect(batches(again)).toEqual(expect.arrayContaining(batches(others)))
    })

    test('hands out again what a consumer had when it was closed, once', async () => {
      await append(3)
      const consumer = await staging.consume({ blocksInFlightMax: 2 })
      await take(consumer, 2)
      await consumer.close()
      expect(batches(await takeUntilQuiet(await staging.consume({ blocksInFlightMax: 9 }), quietMs))).toEqual([0, 1, 2])
    })

    test('goes on where it was when an iteration is left and another begun', async () => {
      await append(4)
      const consumer = await staging.consume({ blocksInFlightMax: 4 })
      const first = await take(consumer, 2)
      const second = await take(consumer, 2)
      expect(batches([...first, ...second])).toEqual([0, 1, 2, 3])
    })

    test('close ends an iteration that waits, at once, and what follows is refused', async () => {
      await append(1)
      const consumer = await staging.consume({ blocksInFlightMax: 2 })
      const [first] = await take(consumer, 1)
      const rest = take(consumer, 1)
      await sleep(300)
      const closedAt = performance.now()
      await staging.close()
      expect(await rest).toEqual([])
      expect(performance.now() - closedAt).toBeLessThan(2_000)
      expect(await take(consumer, 1)).toEqual([])
      const unavailable = { code: 'STAGING_UNAVAILABLE' }
      await expect(consumer.commit(staged([first], 0))).rejects.toMatchObject(unavailable)
      await expect(staging.append(testBlock(9))).rejects.toMatchObject(unavailable)
      await staging.close()
    })
  })
}

function staged<Item>(items: readonly (Item | undefined)[], index: number): Item {
  const item = items[index]
  if (item === undefined) throw new Error(`there is no item ${index}`)
  return item
}
