import { expect, test } from 'vitest'
import { readConfig } from '../../config/config.ts'
import type { StagingChoice } from '../../staging/choose-staging.ts'
import { assertClickHouseDrain } from './assert-drain.ts'

const unused = () => Promise.reject(new Error('not asked'))
const kafka: StagingChoice = { kind: 'kafka', description: 'Kafka', open: unused, acquireKafka: unused }
const spool: StagingChoice = { kind: 'spool', description: 'spool in /data (STAGING=spool)', open: unused }

test('ClickHouse consumes from nothing but Kafka', () => {
  expect(() => assertClickHouseDrain(readConfig({}), spool)).toThrow(
    /^DRAIN=clickhouse is not valid: .*spool in \/data .*set STAGING=kafka, or DRAIN=millrace/,
  )
  expect(assertClickHouseDrain(readConfig({}), kafka)).toBe(unused)
})

test('a ClickHouse elsewhere cannot reach the local Kafka', () => {
  const elsewhere = { CLICKHOUSE_URL: 'http://db.example:8123' }
  expect(() => assertClickHouseDrain(readConfig(elsewhere), kafka)).toThrow(/at db.example:8123 .*set KAFKA_BROKERS/)
  assertClickHouseDrain(readConfig({ ...elsewhere, KAFKA_BROKERS: 'kafka.example:9092' }), kafka)
  assertClickHouseDrain(readConfig({ CLICKHOUSE_URL: 'http://127.0.0.1:8123' }), kafka)
})

test('a cluster has a drain that sends each block to its shard', () => {
  const cluster = {
    CLICKHOUSE_URL: 'http://a:8123,http://b:8123',
    CLICKHOUSE_CLUSTER: 'c',
    KAFKA_BROKERS: 'kafka:9092',
  }
  expect(() => assertClickHouseDrain(readConfig(cluster), kafka)).toThrow(
    /with CLICKHOUSE_CLUSTER it can only be millrace/,
  )
})
