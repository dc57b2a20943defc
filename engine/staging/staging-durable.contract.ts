// What `staging.ts` promises across processes and their deaths, as tests that every durable adapter passes.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { stagedBytesGate } from './staged-bytes-gate.ts'
import type { Staging } from './staging.ts'
import { openStagingSpec, type StagingSpec } from './testing/staging-spec.ts'
import { testBlock } from './testing/test-block.ts'
import { batches, take, takeUntilQuiet } from './testing/taken.ts'

const quietMs = 1_500
const megabyte = 1_000_000

export interface DurableStorage {
  readonly spec: StagingSpec
  /** Puts bytes that are no block where blocks are. */
  stageGarbage(bytes: Uint8Array): Promise<void>
  /** Bytes on disk. */
  storedBytes(): Promise<number>
  /** Whether the space of what was committed has been given back. */
  isGivenBack(): Promise<boolean>
}

export function describeDurableStaging(name: string, newStorage: () => Promise<DurableStorage>): void {
  describe(`durable staging ${name}`, () => {
    let storage: DurableStorage
    const opened: Staging[] = []
    const open = async (): Promise<Staging> => {
      const staging = await openStagingSpec(storage.spec)
      opened.push(staging)
      return staging
    }
    beforeEach(async () => {
      storage = await newStorage()
    })
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((staging) => staging.close()))
    })

    test('another instance finds what the first one left, and its backlog', async () => {
      const first = await open()
      for (let batch = 0; batch < 3; batch++) await first.append(testBlock(batch))
      await first.close()
      const second = await open()
      const backlog = await second.backlog()
      expect(backlog.blocks).toBe(3)
      expect(backlog.bytes).toBeGreaterThanOrEqual(3_000)
      expect(backlog.bytes).toBeLessThan(6_000)
      expect(batches(await takeUntilQuiet(await second.consume({ blocksInFlightMax: 9 }), quietMs))).toEqual([0, 1, 2])
    })

    test('a consumer sees soon what another instance appends', async () => {
      const consumer = await (await open()).consume({ blocksInFlightMax: 9 })
      const first = take(consumer, 1)
      const producer = await open()
      await producer.append(testBlock(0))
      await first
      const appendedAt = performance.now()
      await producer.append(testBlock(1))
      await take(consumer, 1)
      expect(performance.now() - appendedAt).toBeLessThan(1_000)
    })

    test('what a consumer had when it was killed is handed out again', async () => {
      const staging = await open()
      for (let batch = 0; batch < 4; batch++) await staging.append(testBlock(batch))
      const script = join(import.meta.dirname, 'testing', 'consume-until-killed.ts')
      const child = spawn(process.execPath, [script, JSON.stringify(storage.spec), '2'], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const lines: string[] = []
      for await (const line of createInterface({ input: child.stdout })) if (lines.push(line) === 2) break
      child.kill('SIGKILL')
      await once(child, 'exit')
      expect(batches(await take(await staging.consume({ blocksInFlightMax: 9 }), 4))).toEqual([0, 1, 2, 3])
    })

    test('a second consumer gets all that the first one leaves', async () => {
      const first = await open()
      for (let batch = 0; batch < 6; batch++) await first.append(testBlock(batch))
      const firstConsumer = await first.consume({ blocksInFlightMax: 2 })
      await take(firstConsumer, 2)
      const taken: number[] = []
      const secondConsumer = await (await open()).consume({ blocksInFlightMax: 9 })
      const consuming = (async () => {
        for await (const staged of secondConsumer) {
          taken.push(...batches([staged]))
          await secondConsumer.commit(staged)
        }
      })()
      await sleep(500)
      await firstConsumer.close()
      await expect.poll(() => new Set(taken).size, { timeout: 20_000 }).toBe(6)
      await secondConsumer.close()
      await consuming
    })

    test('what cannot be read is handed out as it is, and does not stop the rest', async () => {
      const staging = await open()
      await staging.append(testBlock(0))
      await storage.stageGarbage(Buffer.from('no block'))
      await staging.append(testBlock(1))
      const consumer = await staging.consume({ blocksInFlightMax: 9 })
      const taken = await take(consumer, 3)
      const unreadable = taken.find((staged) => !staged.ok)
      expect(unreadable?.error.code).toBe('CORRUPT_RECORD')
      expect(Buffer.from(unreadable?.raw ?? []).toString()).toBe('no block')
      expect(batches(taken.filter((staged) => staged.ok))).toEqual([0, 1])
      await Promise.all(taken.map((staged) => consumer.commit(staged)))
      await expect.poll(async () => (await staging.backlog()).blocks).toBe(0)
    })

    test('with a warehouse that stalls, the footprint stays at its bound, and is given back when it goes on', async () => {
      const blockCount = 24
      const blockBytes = megabyte / 2
      const stagedBytesMax = 4 * megabyte
      const staging = await open()
      const gate = stagedBytesGate(staging, (stagedBytes) => stagedBytes >= stagedBytesMax)
      let appended = 0
      const producing = (async () => {
        for (let batch = 0; batch < blockCount; batch++) {
          await gate.enter(blockBytes)
          await staging.append(testBlock(batch, blockBytes))
          appended++
        }
      })()
      const consumer = await staging.consume({ blocksInFlightMax: 2 })
      const stalled = await take(consumer, 2)
      await expect.poll(() => appended * blockBytes, { timeout: 10_000 }).toBeGreaterThanOrEqual(stagedBytesMax)
      await sleep(1_000)
      expect(appended * blockBytes).toBeLessThanOrEqual(stagedBytesMax + blockBytes)
      expect(await storage.storedBytes()).toBeLessThan(stagedBytesMax + 2 * blockBytes)

      const arrived = new Set<number>()
      for (const staged of stalled) {
        arrived.add(batches([staged])[0] ?? -1)
        void consumer.commit(staged)
      }
      for await (const staged of consumer) {
        arrived.add(batches([staged])[0] ?? -1)
        void consumer.commit(staged)
        if (arrived.size === blockCount) break
      }
      await producing
      await expect.poll(() => staging.backlog()).toEqual({ blocks: 0, bytes: 0 })
      await expect.poll(() => storage.isGivenBack(), { timeout: 10_000 }).toBe(true)
    })
  })
}
