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
  const consuming = (async () => {
    for await (const staged of consumer) {
      arrived.add(batches([staged])[0] ?? -1)
      commits.push(consumer.commit(staged))
      if (arrived.size === 20) process.kill(lease.endpoint.processId, 'SIGKILL')
      if (arrived.size === blockCount) break
    }
  })()
  let next = 0
  const produce = async (): Promise<void> => {
    while (next < blockCount) await staging.append(testBlock(next++, 300_000))
  }
  await Promise.all([produce(), produce(), produce()])
  await consuming
  await Promise.all(commits)
  await expect.poll(() => staging.backlog(), { timeout: 10_000 }).toEqual({ blocks: 0, bytes: 0 })

  // It is not only that what was in flight got through: the way is open again.
  await staging.append(testBlock(blockCount))
  for await (const staged of consumer) {
    await consumer.commit(staged)
    if (batches([staged])[0] === blockCount) break
  }
  await staging.close()
})
