// The consumer group of the drains is disturbed: members come and go, offsets are set, records go before they are read.
import { setTimeout as sleep } from 'node:timers/promises'
import { openKafkaStaging } from '@millrace/engine/staging/kafka/open-kafka-staging.ts'
import { expect } from 'vitest'
import { faultTest } from '../matrix/fault-test.ts'
import { completed } from '../pipeline/completed.ts'
import { expectEndedOrAgain, seedWhile } from '../pipeline/seed-while.ts'
import { openTestPipeline, PipelineTry } from '../pipeline/test-pipeline.ts'
import { until } from '../pipeline/until.ts'
import { groupOf, kafkaHands } from './kafka-hands.ts'

const rowCount = 200_000
const args = ['seed', '--rows', String(rowCount), '--batch-rows', '2000']
const membersMax = 12
const pipeline = await openTestPipeline({ hasKafka: true })
const { admin, untilTopic } = kafkaHands(pipeline)

async function groupState(topic: string): Promise<string> {
  const { groups } = await admin.describeGroups([groupOf(topic)])
  return groups[0]?.state ?? 'Dead'
}

/** A seeding process that died with a group that has no member any more. */
async function deadSeed(attempt: PipelineTry, random: () => number): Promise<void> {
  const seeding = attempt.start(...args)
  try {
    await seeding.untilStderr(/warehouse: /)
    await until('a member of the group', async () => (await groupState(attempt.name)) === 'Stable')
    await sleep(random() * 3_000)
  } finally {
    seeding.child.kill('SIGKILL')
    await seeding.result
  }
  await until('a group without members', async () => (await groupState(attempt.name)) === 'Empty')
}

/** Members that take blocks, commit none, and leave after some hundred milliseconds, one after the other. */
async function storm(topic: string, random: () => number, isOver: () => boolean): Promise<void> {
  await untilTopic(topic)
  for (let member = 0; member < membersMax && !isOver(); member++) {
    const brokers = [pipeline.kafka?.endpoint.broker ?? '']
    const staging = await openKafkaStaging({ brokers, topic, partitions: 4, onTrouble: () => undefined })
    const consumer = await staging.consume({ blocksInFlightMax: 4 })
    const leaving = sleep(100 + random() * 600).then(() => consumer.close())
    for await (const staged of consumer) if (!staged.ok) throw staged.error
    await leaving
    await staging.close()
  }
}

faultTest(
  {
    id: 'kafka-rebalance-storm',
    part: 'Kafka',
    fault: 'a dozen drains join and leave the consumer group while seeding, with blocks they never commit',
    holds: 'the run goes on by itself',
    times: { short: 1, full: 20 },
  },
  async (random) => {
    const attempt = new PipelineTry(pipeline)
    let isOver = false
    const seeding = attempt.start(...args)
    const [{ ended, stderr }] = await Promise.all([
      seeding.result.finally(() => (isOver = true)),
      storm(attempt.name, random, () => isOver),
    ]).finally(() => seeding.child.kill('SIGKILL'))
    expect(ended, stderr).toBe(0)
    return completed(attempt, args, rowCount)
  },
)

for (const { id, fault, disturb } of [
  {
    id: 'kafka-offsets-rewound',
    fault: 'offsets of the group are set back to the first record',
    disturb: (topic: string) => admin.resetOffsets({ groupId: groupOf(topic), topic, earliest: true }),
  },
  {
    id: 'kafka-offsets-forward',
    fault: 'offsets of the group are set to the end: staged blocks are skipped',
    disturb: (topic: string) => admin.resetOffsets({ groupId: groupOf(topic), topic, earliest: false }),
  },
  {
    id: 'kafka-group-deleted',
    fault: 'the group and its offsets are deleted',
    disturb: (topic: string) => admin.deleteGroups([groupOf(topic)]),
  },
]) {
  faultTest(
    {
      id,
      part: 'Kafka',
      fault: `${fault}, after the seeding process has died`,
      holds: 'the same command completes the table',
      times: { short: 0, full: 20 },
    },
    async (random) => {
      const attempt = new PipelineTry(pipeline)
      await deadSeed(attempt, random)
      await disturb(attempt.name)
      return completed(attempt, args, rowCount)
    },
  )
}

faultTest(
  {
    id: 'kafka-records-deleted',
    part: 'Kafka',
    fault: 'all records are deleted while seeding, read or not',
    holds: 'the run notices which batches never come; the same command makes those again',
    times: { short: 0, full: 20 },
  },
  async (random) => {
    const attempt = new PipelineTry(pipeline)
    const result = await seedWhile(attempt, args, random, async () => {
      await untilTopic(attempt.name)
      const ends = await admin.fetchTopicOffsets(attempt.name)
      const partitions = ends.map(({ partition, high }) => ({ partition, offset: high }))
      await admin.deleteTopicRecords({ topic: attempt.name, partitions })
    })
    expectEndedOrAgain(result)
    return completed(attempt, args, rowCount)
  },
)

faultTest(
  {
    id: 'kafka-broker-stopped',
    part: 'Kafka',
    fault: 'the leader of all partitions stops in good order and comes back',
    holds: 'the run goes on by itself',
    times: { short: 0, full: 20 },
  },
  async (random) => {
    const attempt = new PipelineTry(pipeline)
    const { ended, stderr } = await seedWhile(attempt, args, random, () =>
      Promise.resolve(process.kill(pipeline.kafka?.endpoint.processId ?? 0, 'SIGTERM')),
    )
    expect(ended, stderr).toBe(0)
    return completed(attempt, args, rowCount)
  },
)
