// The broker dies in the middle. It has a broker of its own: others share the test run's.
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, expect, inject, test } from 'vitest'
import { acquireKafka } from '../../services/kafka/acquire-kafka.ts'
import { batches } from '../testing/taken.ts'
import { testBlock } from '../testing/test-block.ts'
import { openKafkaStaging } from './open-kafka-staging.ts'

const lease = await acquireKafka({ dataDir: join(inject('dataDir'), 'dying-kafka') })
afterAll(() => lease.release())

test('when the broker is killed and comes back, every block arrives and ends committed', async () => {
  const blockCount = 60
  const staging = await openKafkaStaging({
    brokers: [lease.endpoint.broker],
    topic: `dying-${randomUUID()}`,
    partitions: 3,
    onTrouble: () => undefined, // there will be some
  })
  const consumer = await staging.consume({ blocksInFlightMax: 4 })
  const arrived = new Set<number>()
  const commits: Promise<void>[] = []
  // To the end, not only until all have arrived: a block whose acknowledgement was lost is in the topic twice.
  const consuming = (async () => {
    for await (const staged of consumer) {
      arrived.add(batches([staged])[0] ?? -1)
      commits.push(consumer.commit(staged))
      if (commits.length === 20) process.kill(lease.endpoint.processId, 'SIGKILL')
    }
  })()
  const isEmpty = (): Promise<void> =>
    expect.poll(() => staging.backlog(), { timeout: 30_000 }).toEqual({ blocks: 0, bytes: 0 })
  let next = 0
  const produce = async (): Promise<void> => {
    while (next < blockCount) await staging.append(testBlock(next++, 300_000))
  }
  await Promise.all([produce(), produce(), produce()])
  await isEmpty()
  expect(arrived.size).toBe(blockCount)

  // It is not only that what was in flight got through: the way is open again.
  await staging.append(testBlock(blockCount))
  await isEmpty()
  expect(arrived.size).toBe(blockCount + 1)
  await Promise.all(commits)
  await staging.close()
  await consuming
})
