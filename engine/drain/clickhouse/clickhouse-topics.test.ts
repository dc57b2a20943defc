import { expect, test } from 'vitest'
import { failureOf } from '../../testing/failure-of.ts'
import { clickHouseTopics, type TopicConfig } from './clickhouse-topics.ts'

const config: TopicConfig = {
  KAFKA_TOPIC: 'events',
  KAFKA_BROKERS: ['kafka:9092'],
  DATA_DIR: '/data/one',
  CLICKHOUSE_DATABASE: 'analytics',
}

test('one for each format, named by database and dataset', () => {
  expect(Object.fromEntries(clickHouseTopics(config, 'orders'))).toEqual({
    native: 'events-clickhouse-analytics-orders-native',
    rowbinary: 'events-clickhouse-analytics-orders-rowbinary',
  })
})

test('local brokers of two folders have no topic in common', () => {
  const local = { ...config, KAFKA_BROKERS: undefined }
  const one = [...clickHouseTopics(local, 'orders').values()]
  const other = [...clickHouseTopics({ ...local, DATA_DIR: '/data/other' }, 'orders').values()]
  expect(new Set([...one, ...other]).size).toBe(4)
})

test('a name that Kafka would refuse is refused with what to do', async () => {
  const long = { ...config, KAFKA_TOPIC: 'e'.repeat(240) }
  const failure = await failureOf(Promise.resolve().then(() => clickHouseTopics(long, 'orders')))
  expect(failure).toMatchObject({ code: 'CONFIG' })
  expect(failure.message).toMatch(/may have 249: choose a shorter KAFKA_TOPIC/)
})
