import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Admin, Consumer, Producer } from '@platformatic/kafka'
import { expect, test, vi } from 'vitest'
import { PrivateService } from '../../testing/private-service.ts'
import { serviceProcesses, supervisorId } from '../../testing/service-processes.ts'
import type { KafkaEndpoint } from '../service.ts'
import { acquireKafka } from './acquire-kafka.ts'

const service = new PrivateService<KafkaEndpoint>('kafka')
const messageBytes = 12 * 1024 * 1024
const messageCount = 12

async function diskBytes(folder: string): Promise<number> {
  const sizes = (await readdir(folder)).map((name) =>
    stat(join(folder, name)).then(({ size, blocks }) => Math.min(size, blocks * 512)),
  )
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}

test('one broker for all, that survives kills with its topics and gives disk space back', async () => {
  const other = service.holder()
  const lease = await service.held(acquireKafka({ dataDir: service.dataDir }))
  const before = lease.endpoint
  expect(await other.processId()).toBe(before.processId)

  const client = { clientId: 'test', bootstrapBrokers: [before.broker], retries: 20, retryDelay: 200 }
  const admin = new Admin(client)
  await admin.createTopics({
    topics: ['blocks'],
    partitions: 1,
    replicas: 1,
    configs: [{ name: 'max.message.bytes', value: String(16 * 1024 * 1024) }],
  })
  const producer = new Producer(client)
  for (let sent = 0; sent < messageCount; sent += 1) {
    await producer.send({
      acks: -1,
      messages: [{ topic: 'blocks', partition: 0, value: Buffer.alloc(messageBytes, sent) }],
    })
  }
  await producer.close()

  const killedBroker = new Promise<void>((resolve) => lease.onRestart(resolve))
  process.kill(before.processId, 'SIGKILL')
  await killedBroker
  expect(lease.endpoint).toEqual({ ...before, processId: lease.endpoint.processId })

  const killedSupervisor = new Promise<void>((resolve) => lease.onRestart(resolve))
  const secondBroker = lease.endpoint.processId
  process.kill(await supervisorId(service.serviceDir), 'SIGKILL')
  await killedSupervisor
  expect(lease.endpoint.broker).toBe(before.broker)
  expect((await serviceProcesses(service.serviceDir)).map(({ processId }) => processId)).not.toContain(secondBroker)

  const consumer = new Consumer({ ...client, groupId: 'test', maxBytes: 2 * messageBytes })
  const stream = await consumer.consume({ topics: ['blocks'], mode: 'earliest', autocommit: false })
  let received = 0
  for await (const message of stream) {
    expect([message.value.length, message.value[0]]).toEqual([messageBytes, received])
    received += 1
    if (received === messageCount) break
  }
  await consumer.close(true)

  const folder = join(service.serviceDir, 'topics/blocks-0')
  expect(await diskBytes(folder)).toBeGreaterThan(messageCount * messageBytes)
  await admin.deleteRecords({
    topics: [{ name: 'blocks', partitions: [{ partition: 0, offset: BigInt(messageCount) }] }],
  })
  await vi.waitFor(async () => expect(await diskBytes(folder)).toBeLessThan(64 * 1024 * 1024), {
    timeout: 10_000,
    interval: 100,
  })
  await admin.close()

  await lease.release()
  await other.kill()
  await service.untilGone()
})
