// What `pipeline-bus.ts` promises, as tests that every adapter passes.
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PipelineBus, PipelinePublisher } from './pipeline-bus.ts'
import type { PipelineSnapshot } from './pipeline-snapshot.ts'
import { startBusProcess, type BusProcess } from './testing/bus-process.ts'
import { openBusSpec, type BusSpec } from './testing/bus-spec.ts'
import { testSnapshot } from './testing/test-snapshot.ts'

const soon = { timeout: 10_000 }

export interface BusUnderTest {
  readonly spec: BusSpec
  /** How long what is kept of pipelines will last at most, if nothing more comes. */
  keptMsMax(): Promise<number>
}

export function describePipelineBus(name: string, newBus: () => Promise<BusUnderTest>): void {
  describe(`pipeline bus ${name}`, () => {
    let under: BusUnderTest
    let bus: PipelineBus
    let told: string[]
    const closing: (() => Promise<void>)[] = []
    beforeEach(async () => {
      under = await newBus()
      told = []
      bus = openBusSpec(under.spec, (message) => told.push(message))
    })
    afterEach(async () => {
      await Promise.all(closing.splice(0).map((close) => close()))
      expect(told).toEqual([])
    })

    const newPublisher = async (): Promise<PipelinePublisher> => {
      const publisher = await bus.publisher()
      closing.push(() => publisher.close())
      return publisher
    }
    const newSubscriber = async (): Promise<PipelineSnapshot[]> => {
      const taken: PipelineSnapshot[] = []
      const subscription = await bus.subscribe((snapshot) => taken.push(snapshot))
      closing.push(() => subscription.close())
      return taken
    }
    const started = (...args: Parameters<typeof startBusProcess>): BusProcess => {
      const process = startBusProcess(...args)
      closing.push(() => process.kill())
      return process
    }
    const newest = (taken: readonly PipelineSnapshot[], id: string): number | undefined =>
      taken.findLast((snapshot) => snapshot.id === id)?.sequence
    const expectOrdered = (taken: readonly PipelineSnapshot[]): void => {
      for (const id of new Set(taken.map((snapshot) => snapshot.id))) {
        const sequences = taken.filter((snapshot) => snapshot.id === id).map(({ sequence }) => sequence)
        expect(sequences).toEqual([...new Set(sequences)].sort((a, b) => a - b))
      }
    }

    test('what is published arrives as it was, in order, each snapshot once', async () => {
      const taken = await newSubscriber()
      const publisher = await newPublisher()
      for (let sequence = 0; sequence < 20; sequence++) {
        publisher.publish(testSnapshot('a', sequence, { lagBlocks: null, host: 'höst\n' }))
        await sleep(5)
      }
      await expect.poll(() => newest(taken, 'a'), soon).toBe(19)
      expect(taken.at(-1)).toEqual(testSnapshot('a', 19, { lagBlocks: null, host: 'höst\n' }))
      expectOrdered(taken)
    })

    test('who comes late gets the newest of every running pipeline at once', async () => {
      const first = await newSubscriber()
      for (const [id, last] of [
        ['a', 3],
        ['b', 5],
      ] as const) {
        // prettier-ignore
        const publisher = await newPublisher()
        for (let sequence = 0; sequence <= last; sequence++) publisher.publish(testSnapshot(id, sequence))
      }
      await expect.poll(() => [newest(first, 'a'), newest(first, 'b')], soon).toEqual([3, 5])
      const late = await newSubscriber()
      await expect.poll(() => [newest(late, 'a'), newest(late, 'b')], { timeout: 1_000 }).toEqual([3, 5])
      expectOrdered(late)
    })

    test('two pipelines reach two subscribers, and one that leaves disturbs nobody', async () => {
      const leaver: PipelineSnapshot[] = []
      const leaving = await bus.subscribe((snapshot) => leaver.push(snapshot))
      const stayer = await newSubscriber()
      const publishers = [await newPublisher(), await newPublisher()]
      const publish = (sequence: number): void =>
        publishers.forEach((publisher, index) => publisher.publish(testSnapshot(String(index), sequence)))
      publish(0)
      for (const taken of [leaver, stayer]) {
        await expect.poll(() => [newest(taken, '0'), newest(taken, '1')], soon).toEqual([0, 0])
      }
      await leaving.close()
      const leaverCount = leaver.length
      publish(1)
      await expect.poll(() => [newest(stayer, '0'), newest(stayer, '1')], soon).toEqual([1, 1])
      expect(leaver).toHaveLength(leaverCount)
    })

    test('the last snapshot arrives, though its pipeline is gone right after', async () => {
      const subscribers = [await newSubscriber(), await newSubscriber()]
      const publisher = await newPublisher()
      publisher.publish(testSnapshot('a', 0))
      await expect.poll(() => subscribers.map((taken) => newest(taken, 'a')), soon).toEqual([0, 0])
      for (let sequence = 1; sequence < 10; sequence++) publisher.publish(testSnapshot('a', sequence))
      publisher.publish(testSnapshot('a', 10, { isFinal: true }))
      await publisher.close()
      await expect.poll(() => subscribers.map((taken) => taken.at(-1)?.isFinal), soon).toEqual([true, true])
    })

    test('a subscriber that is stopped holds up nobody, and has the newest soon after it goes on', async () => {
      const stopped = started('subscribe', under.spec)
      await stopped.until('subscribed')
      const awake = await newSubscriber()
      const publisher = await newPublisher()
      publisher.publish(testSnapshot('a', 0))
      await stopped.until('a 0')
      stopped.child.kill('SIGSTOP')
      const last = 2_000
      let longestMs = 0
      for (let sequence = 1; sequence <= last; sequence++) {
        const atMs = performance.now()
        publisher.publish(testSnapshot('a', sequence))
        longestMs = Math.max(longestMs, performance.now() - atMs)
        if (sequence % 10 === 0) await sleep(1)
      }
      expect(longestMs).toBeLessThan(200)
      await expect.poll(() => newest(awake, 'a'), soon).toBe(last)
      stopped.child.kill('SIGCONT')
      await stopped.until(`a ${last}`)
    })

    test('closing does not wait for a subscriber that is stopped', async () => {
      const stopped = started('subscribe', under.spec)
      await stopped.until('subscribed')
      const publisher = await newPublisher()
      publisher.publish(testSnapshot('a', 0))
      await stopped.until('a 0')
      stopped.child.kill('SIGSTOP')
      for (let sequence = 1; sequence <= 2_000; sequence++) {
        publisher.publish(testSnapshot('a', sequence))
        if (sequence % 10 === 0) await sleep(1)
      }
      const atMs = performance.now()
      await publisher.close()
      expect(performance.now() - atMs).toBeLessThan(2_000)
    })

    test('a pipeline that is killed leaves nothing that lasts', async () => {
      const taken = await newSubscriber()
      const killed = started('publish', under.spec, 'killed')
      await expect.poll(() => newest(taken, 'killed'), { timeout: 20_000 }).toBeGreaterThan(3)
      await killed.kill()
      await expect.poll(() => under.keptMsMax(), soon).toBeLessThanOrEqual(15_000)
      const publisher = await newPublisher()
      publisher.publish(testSnapshot('next', 0))
      await expect.poll(() => newest(taken, 'next'), soon).toBe(0)
      expectOrdered(taken)
    })
  })
}
