import {
  Admin,
  ConfigResourceTypes,
  IncrementalAlterConfigOperationTypes,
  ListOffsetTimestamps,
  ProduceAcks,
  Producer,
} from '@platformatic/kafka'
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { testKafka } from '../../testing/test-kafka.ts'
import { describeDurableStaging } from '../staging-durable.contract.ts'
import { describeStaging } from '../staging.contract.ts'
import type { StagedBlock } from '../staging.ts'
import { batches, blockOf, take, takeUntilQuiet } from '../testing/taken.ts'
import { testBlock } from '../testing/test-block.ts'
import { recordBytesMax } from './ensure-topic.ts'
import { openKafkaStaging } from './open-kafka-staging.ts'

const { broker } = await testKafka()
const brokers = [broker]
const partitions = 2
const newTopic = (): string => `staging-${randomUUID()}`

const admin = new Admin({ clientId: 'test', bootstrapBrokers: brokers })
const producer = new Producer({ clientId: 'test', bootstrapBrokers: brokers, acks: ProduceAcks.ALL })
afterAll(() => Promise.all([admin.close(), producer.close()]))

async function offsets(topic: string, timestamp: bigint): Promise<bigint[]> {
  const asked = Array.from({ length: partitions }, (_, partitionIndex) => ({ partitionIndex, timestamp }))
  const [listed] = await admin.listOffsets({ topics: [{ name: topic, partitions: asked }] })
  return listed?.partitions.map(({ offset }) => offset) ?? []
}

describeStaging('kafka', () => openKafkaStaging({ brokers, topic: newTopic(), partitions }))

describeDurableStaging('kafka', () => {
  const topic = newTopic()
  return Promise.resolve({
    spec: { kind: 'kafka', brokers, topic, partitions },
    stageGarbage: async (bytes) => {
      await producer.send({ messages: [{ topic, partition: 0, value: Buffer.from(bytes) }] })
    },
    storedBytes: async () => {
      const described = await admin.describeLogDirs({ topics: [{ name: topic, partitions: [0, 1] }] })
      const sizes = described.flatMap(({ results }) =>
        results.flatMap(({ topics }) => topics.flatMap((t) => t.partitions)),
      )
      return sizes.reduce((sum, { partitionSize }) => sum + Number(partitionSize), 0)
    },
    isGivenBack: async () => {
      const starts = await offsets(topic, ListOffsetTimestamps.EARLIEST)
      return starts.join() === (await offsets(topic, ListOffsetTimestamps.LATEST)).join()
    },
  })
})

test('a block that is too large for a record is refused, naming the batch and what to change', async () => {
  const staging = await openKafkaStaging({ brokers, topic: newTopic(), partitions })
  await staging.append(testBlock(0, recordBytesMax - 1_000))
  const appending = staging.append(testBlock(7, recordBytesMax))
  await expect(appending).rejects.toMatchObject({ code: 'CONFIG' })
  await expect(appending).rejects.toThrow(/batch 7 .* at most 33554432 .* BATCH_ROWS/)
  await staging.close()
})

test('a large block goes to the broker without being copied: the client is patched', async () => {
  const staging = await openKafkaStaging({ brokers, topic: newTopic(), partitions: 1 })
  const concat = vi.spyOn(Buffer, 'concat')
  try {
    await staging.append(testBlock(0, 1_000_000))
    expect(concat).toHaveBeenCalled() // smaller requests are joined
    expect(concat.mock.calls.filter(([, bytes]) => (bytes ?? 0) >= 1_000_000)).toEqual([])
  } finally {
    concat.mockRestore()
    await staging.close()
  }
})

test('the memory of a committed block is given back at once, but not that of what was read with a small one', async () => {
  const staging = await openKafkaStaging({ brokers, topic: newTopic(), partitions: 1 })
  const blocks = [testBlock(0, 100), testBlock(1, 100), testBlock(2, 1_000_000)]
  for (const block of blocks) await staging.append(block)
  const consumer = await staging.consume({ blocksInFlightMax: 3 })
  const taken = await take(consumer, 3)
  const frames = taken.map((staged) => blockOf(staged).frame)
  for (const staged of taken.slice(0, 1)) await consumer.commit(staged)
  expect(frames[1]).toEqual(Buffer.from(blocks[1]?.frame ?? []))
  await Promise.all(taken.slice(1).map((staged) => consumer.commit(staged)))
  expect(frames[2]?.byteLength).toBe(0)
  await staging.close()
})

test('a topic that was made to take less is named as the reason', async () => {
  const topic = newTopic()
  const staging = await openKafkaStaging({ brokers, topic, partitions })
  const configs = [
    { name: 'max.message.bytes', value: '100000', configOperation: IncrementalAlterConfigOperationTypes.SET },
  ]
  await admin.incrementalAlterConfigs({
    resources: [{ resourceType: ConfigResourceTypes.TOPIC, resourceName: topic, configs }],
  })
  // The controller answers before the broker of the partition goes by the new limit.
  await vi.waitFor(async () => {
    const appending = staging.append(testBlock(7, 200_000))
    await expect(appending).rejects.toMatchObject({ code: 'CONFIG' })
    await expect(appending).rejects.toThrow(/batch 7 .* max.message.bytes/)
  }, 10_000)
  await staging.close()
})

test('a partition that stays with its consumer when another joins goes on where it was', async () => {
  const topic = newTopic()
  const [first, second] = [
    await openKafkaStaging({ brokers, topic, partitions }),
    await openKafkaStaging({ brokers, topic, partitions }),
  ]
  for (let batch = 0; batch < 8; batch++) await first.append(testBlock(batch))
  const firstConsumer = await first.consume({ blocksInFlightMax: 99 })
  const taken = await take(firstConsumer, 8)
  const again = takeUntilQuiet(firstConsumer, 4_000)
  const moved = await take(await second.consume({ blocksInFlightMax: 99 }), 4)
  const partitionsOf = (staged: StagedBlock[]): Set<string | undefined> =>
    new Set(staged.map(({ position }) => position.split('/')[1]))
  expect(partitionsOf(moved).size).toBe(1)
  // Those of the moved partition need not be committed by the first one, those of the other have to be.
  await Promise.all(taken.map((staged) => firstConsumer.commit(staged)))
  expect((await second.backlog()).blocks).toBe(4)
  expect(await again).toEqual([])
  await Promise.all([first.close(), second.close()])
})

test('a topic that cannot take a block is refused when it is opened', async () => {
  const topic = newTopic()
  await admin.createTopics({ topics: [topic], partitions, configs: [{ name: 'max.message.bytes', value: '1048588' }] })
  const opening = openKafkaStaging({ brokers, topic, partitions })
  await expect(opening).rejects.toMatchObject({ code: 'CONFIG' })
  await expect(opening).rejects.toThrow(/1048588.*KAFKA_TOPIC/)
})

test('brokers that are not there are named when time is up', async () => {
  const opening = openKafkaStaging({ brokers: ['127.0.0.1:1'], topic: newTopic(), partitions, recoverMsMax: 500 })
  await expect(opening).rejects.toMatchObject({ code: 'STAGING_UNAVAILABLE' })
  await expect(opening).rejects.toThrow(/127\.0\.0\.1:1\b/)
})

test('a topic that was made anew with fewer partitions is gone on with', async () => {
  const topic = newTopic()
  const staging = await openKafkaStaging({ brokers, topic, partitions: 3, onTrouble: () => undefined })
  for (let batch = 0; batch < 3; batch++) await staging.append(testBlock(batch))
  await admin.deleteTopics({ topics: [topic] })
  await expect.poll(() => admin.listTopics(), { timeout: 20_000 }).not.toContain(topic)
  await admin.createTopics({ topics: [topic], partitions: 1 })
  for (let batch = 0; batch < 3; batch++) await staging.append(testBlock(batch))
  expect((await staging.backlog()).blocks).toBe(3)
  await staging.close()
})

test('a topic that was made anew is read from its start, though its end is where the old one was', async () => {
  const topic = newTopic()
  const staging = await openKafkaStaging({ brokers, topic, partitions: 1, onTrouble: () => undefined })
  const consumer = await staging.consume({ blocksInFlightMax: 9 })
  for (let batch = 0; batch < 2; batch++) await staging.append(testBlock(batch))
  const old = await take(consumer, 2)
  await admin.deleteTopics({ topics: [topic] })
  await expect.poll(() => admin.listTopics(), { timeout: 20_000 }).not.toContain(topic)
  await admin.createTopics({ topics: [topic], partitions: 1 })
  for (let batch = 2; batch < 4; batch++) await staging.append(testBlock(batch))
  const taken = await take(consumer, 2)
  expect(batches(taken)).toEqual([2, 3])
  await Promise.all([...old, ...taken].map((staged) => consumer.commit(staged)))
  expect((await staging.backlog()).blocks).toBe(0)
  await staging.close()
})

test.each([
  ['soon', 0],
  ['long', 6_000],
])(
  'partitions that are added %s after it has joined are consumed, though nobody joins or leaves',
  async (_, afterMs) => {
    const topic = newTopic()
    const [staging, later] = [
      await openKafkaStaging({ brokers, topic, partitions: 1, onTrouble: () => undefined }),
      () => openKafkaStaging({ brokers, topic, partitions: 1 }),
    ]
    await staging.append(testBlock(0))
    const consumer = await staging.consume({ blocksInFlightMax: 99 })
    const [first] = await take(consumer, 1)
    await sleep(afterMs)
    await admin.createPartitions({ topics: [{ name: topic, count: 4 }] })
    const appending = await later()
    for (let batch = 1; batch <= 8; batch++) await appending.append(testBlock(batch))
    // The first one is not committed, and its partition may come to the new membership: then it is handed out again.
    const seen = new Set(first === undefined ? [] : batches([first]))
    for await (const staged of consumer) {
      for (const batch of batches([staged])) seen.add(batch)
      if (seen.size === 9) break
    }
    await Promise.all([staging.close(), appending.close()])
  },
)

describe('on a machine whose clock is two hours ahead', () => {
  const ahead = async (appending: () => Promise<void>): Promise<void> => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 2 * 3_600_000 })
    await appending().finally(() => vi.useRealTimers())
  }

  test('the topic takes blocks all the same', async () => {
    const staging = await openKafkaStaging({ brokers, topic: newTopic(), partitions })
    await ahead(() => staging.append(testBlock(0)))
    expect((await staging.backlog()).blocks).toBe(1)
    await staging.close()
  })

  test('one that was made to look at the time of records is named with the clock', async () => {
    const topic = newTopic()
    const configs = [
      { name: 'message.timestamp.type', value: 'CreateTime' },
      { name: 'max.message.bytes', value: String(recordBytesMax) },
    ]
    await admin.createTopics({ topics: [topic], partitions, configs })
    const staging = await openKafkaStaging({ brokers, topic, partitions, recoverMsMax: 500 })
    const appending = ahead(() => staging.append(testBlock(0)))
    await expect(appending).rejects.toThrow(/clock, which is ahead of the broker's/)
    await staging.close()
  })
})
