// What is staged in Kafka can be read by whoever likes: with another client, and nothing but the record to go by.
import { randomUUID } from 'node:crypto'
import { pageEvents } from '@millrace/schemas/datasets/page-events.ts'
import { Kafka, logLevel } from 'kafkajs'
import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import { openKafkaStaging } from '../staging/kafka/open-kafka-staging.ts'
import { seededDatabase } from '../testing/seeded-database.ts'
import { testClickHouse } from '../testing/test-clickhouse.ts'
import { testKafka } from '../testing/test-kafka.ts'
import { EventIntake } from './event-intake.ts'

const { url } = await testClickHouse()
const { broker } = await testKafka()
const topic = `live-${randomUUID()}`
const closing: (() => unknown)[] = []
afterAll(async () => {
  for (const close of closing.toReversed()) await close()
})

const recordHeaders = z.object({
  dataset: z.string(),
  format: z.enum(['rowbinary', 'native']),
  encoding: z.string(),
  rowCount: z.coerce.number(),
})

async function* body(count: number): AsyncGenerator<Uint8Array> {
  for (let user_id = 0; user_id < count; user_id++) {
    yield await Promise.resolve(Buffer.from(`${JSON.stringify({ event_type: 'click', user_id })}\n`))
  }
}

test('kafkajs reads the blocks, and their headers say how to insert them', async () => {
  const database = await seededDatabase(url, 1, 1)
  const { warehouse } = database
  closing.push(() => warehouse.close())
  const staging = await openKafkaStaging({ brokers: [broker], topic, partitions: 2 })
  closing.push(() => staging.close())
  const intake = new EventIntake({
    dataset: pageEvents,
    database: warehouse.database,
    staging,
    stagedBytesMax: 2 ** 30,
    ttlMonths: 13,
    workerCount: 1,
  })
  closing.push(() => intake.close())
  await Promise.all([intake.take(body(3_000)), intake.take(body(2_000), { key: 'a' })])

  const consumer = new Kafka({ brokers: [broker], logLevel: logLevel.NOTHING }).consumer({ groupId: randomUUID() })
  closing.push(() => consumer.disconnect())
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  let rows = 0
  await consumer.run({
    eachMessage: async ({ message }) => {
      const { dataset, format, encoding, rowCount } = recordHeaders.parse(
        Object.fromEntries(Object.entries(message.headers ?? {}).map(([name, value]) => [name, String(value)])),
      )
      const table = `${warehouse.database}.${dataset}`
      const clickHouseFormat = { rowbinary: 'RowBinary', native: 'Native' }[format]
      const query = encodeURIComponent(`INSERT INTO ${table} FORMAT ${clickHouseFormat}`)
      const answer = await fetch(`${url}/?async_insert=0&query=${query}`, {
        method: 'POST',
        headers: { 'Content-Encoding': encoding },
        body: new Uint8Array(message.value ?? Buffer.alloc(0)),
      })
      expect(answer.status, await answer.text()).toBe(200)
      rows += rowCount
    },
  })
  await expect.poll(() => rows, { timeout: 30_000 }).toBe(5_000)
  expect(await database.count()).toBe(5_000)
})
