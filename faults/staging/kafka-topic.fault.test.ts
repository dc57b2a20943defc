// Somebody changes the staging topic under a seeding process: deletes it, makes it anew, adds partitions, lets it expire.
import { expect } from 'vitest'
import { recordBytesMax } from '@millrace/engine/staging/kafka/ensure-topic.ts'
import { faultTest } from '../matrix/fault-test.ts'
import { completed } from '../pipeline/completed.ts'
import { expectEndedOrAgain, seedWhile } from '../pipeline/seed-while.ts'
import { openTestPipeline, PipelineTry } from '../pipeline/test-pipeline.ts'
import { until } from '../pipeline/until.ts'
import { kafkaHands } from './kafka-hands.ts'

const rowCount = 200_000
const args = ['seed', '--rows', String(rowCount), '--batch-rows', '2000']
const pipeline = await openTestPipeline({ hasKafka: true })
const { admin, hasTopic, setTopic, untilTopic } = kafkaHands(pipeline)

async function deleteTopic(topic: string): Promise<void> {
  await untilTopic(topic)
  await admin.deleteTopics({ topics: [topic] })
}

async function createTopic(topic: string, numPartitions: number): Promise<void> {
  const configEntries = [{ name: 'max.message.bytes', value: String(recordBytesMax) }]
  await admin.createTopics({ topics: [{ topic, numPartitions, configEntries }], waitForLeaders: false })
}

faultTest(
  {
    id: 'kafka-topic-deleted',
    part: 'Kafka',
    fault: 'the topic is deleted while seeding',
    holds: 'the run says so, and the same command makes the topic again and completes the table',
    times: { short: 1, full: 20 },
  },
  async (random) => {
    const attempt = new PipelineTry(pipeline, { RETRY_SECONDS: '5' })
    const result = await seedWhile(attempt, args, random, () => deleteTopic(attempt.name))
    expectEndedOrAgain(result)
    return completed(attempt, args, rowCount)
  },
)

faultTest(
  {
    id: 'kafka-topic-recreated',
    part: 'Kafka',
    fault: 'the topic is deleted and made anew while seeding',
    holds: 'the run goes on with the new topic, or says which batches never came; the same command completes the table',
    times: { short: 0, full: 30 },
  },
  async (random) => {
    const attempt = new PipelineTry(pipeline)
    const result = await seedWhile(attempt, args, random, async () => {
      await deleteTopic(attempt.name)
      await until('the end of the topic', async () => !(await hasTopic(attempt.name)))
      await createTopic(attempt.name, 1 + Math.floor(random() * 6))
    })
    expectEndedOrAgain(result)
    return completed(attempt, args, rowCount)
  },
)

faultTest(
  {
    id: 'kafka-message-too-large',
    part: 'Kafka',
    fault: 'the topic takes smaller messages than blocks are (max.message.bytes) from some moment on',
    holds: 'the run ends, and a new one does not start, until that is undone, and both name the setting',
    times: { short: 0, full: 20 },
  },
  async (random) => {
    const attempt = new PipelineTry(pipeline)
    const lower = async (): Promise<void> => {
      await untilTopic(attempt.name)
      await setTopic(attempt.name, { 'max.message.bytes': '20000' })
    }
    const first = await seedWhile(attempt, args, random, lower)
    if (first.ended !== 0) {
      expect([first.ended, first.stderr]).toEqual([2, expect.stringMatching(/max\.message\.bytes/)])
      const second = await attempt.run(...args)
      expect([second.ended, second.stderr]).toEqual([2, expect.stringMatching(`max.message.bytes=${recordBytesMax}`)])
    }
    await setTopic(attempt.name, { 'max.message.bytes': String(recordBytesMax) })
    return completed(attempt, args, rowCount)
  },
)

faultTest(
  {
    id: 'kafka-records-expire',
    part: 'Kafka',
    fault: 'the topic keeps records for a millisecond (retention.ms), so that some are gone before they are read',
    holds: 'the run notices which batches never come; the same command makes those again',
    times: { short: 0, full: 20 },
  },
  async (random) => {
    const attempt = new PipelineTry(pipeline)
    const expire = async (): Promise<void> => {
      await untilTopic(attempt.name)
      await setTopic(attempt.name, {
        'retention.ms': '1',
        'segment.ms': '100',
        'max.message.bytes': String(recordBytesMax),
      })
    }
    const result = await seedWhile(attempt, args, random, expire)
    expectEndedOrAgain(result)
    return completed(attempt, args, rowCount)
  },
)

faultTest(
  {
    id: 'kafka-partitions-differ',
    part: 'Kafka',
    fault: 'the topic was made with another number of partitions, and gets more while it is drained and filled',
    holds: 'what is there is used, and what is added is drained too',
    times: { short: 0, full: 20 },
  },
  async (random) => {
    const attempt = new PipelineTry(pipeline)
    const before = 1 + Math.floor(random() * 9)
    await createTopic(attempt.name, before)
    const ingest = attempt.start('ingest')
    try {
      const addPartitions = (): Promise<boolean> =>
        admin.createPartitions({ topicPartitions: [{ topic: attempt.name, count: before + 3 }] })
      const first = await seedWhile(
        attempt,
        ['seed', '--rows', '100000', '--batch-rows', '2000'],
        random,
        addPartitions,
      )
      expect(first.ended, first.stderr).toBe(0)
      const second = await attempt.run(...args)
      expect(second.ended, second.stderr).toBe(0)
    } finally {
      ingest.child.kill('SIGINT')
      await ingest.result
    }
    return completed(attempt, args, rowCount)
  },
)
