// The examples are seeded as they are, verified, and what they say of themselves holds.
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, expect, inject, test } from 'vitest'
import { queryClickHouse } from '../../engine/testing/query-clickhouse.ts'
import { runMillrace } from '../../engine/testing/run-millrace.ts'
import { testClickHouse } from '../../engine/testing/test-clickhouse.ts'

const { url } = await testClickHouse()
const database = `examples_${randomUUID().replaceAll('-', '')}`
const environment = {
  DATA_DIR: inject('dataDir'),
  CLICKHOUSE_URL: url,
  CLICKHOUSE_DATABASE: database,
  STAGING: 'none',
}
const query = (sql: string): Promise<string> => queryClickHouse(url, sql)
afterAll(() => query(`DROP DATABASE IF EXISTS ${database} SYNC`))

async function seededAndVerified(file: string): Promise<void> {
  const path = join(import.meta.dirname, file)
  const seeded = await runMillrace(['seed', '--dataset', path, '--rows', '20000', '--batch-rows', '7000'], environment)
  expect(seeded.ended, seeded.stderr).toBe(0)
  const verified = await runMillrace(['verify', '--dataset', path], environment)
  expect([verified.ended, verified.stdout], verified.stderr).toEqual([0, expect.stringContaining('all equal')])
}

test('a shop: orders in lines, of customers that there are, in the currency of their country', async () => {
  await seededAndVerified('shop/customers.yaml')
  await seededAndVerified('shop/orders.yaml')
  const orders = `${database}.shop_orders`
  expect(
    await query(`SELECT uniqExact(country) = uniqExact(country, currency), uniqExact(order_id), uniqExact(order_id, line),
      countIf(total != price * quantity - discount), countIf(shipped_at < ordered_at - INTERVAL 1 SECOND),
      countIf(customer_id NOT IN (SELECT id FROM ${database}.shop_customers)) FROM ${orders}`),
  ).toBe('1\t8335\t20000\t0\t0\t0')
}, 60_000)

test('taxi trips: longer ones take longer and cost more, only cards tip, totals are sums', async () => {
  await seededAndVerified('taxi.yaml')
  expect(
    await query(`SELECT countIf(dropoff_datetime < pickup_datetime), countIf(tip_amount > 0 AND payment_type != 'CRE'),
      countIf(abs(total_amount - fare_amount - extra - tip_amount - tolls_amount) > 0.01),
      corr(trip_distance, fare_amount) > 0.9, corr(trip_distance, dropoff_datetime - pickup_datetime) > 0.6
      FROM ${database}.trips`),
  ).toBe('0\t0\t0\t1\t1')
}, 60_000)

test('sensors: a program has written its columns; some readings are there twice', async () => {
  await seededAndVerified('sensors.ts')
  expect(
    await query(
      `SELECT countIf(name LIKE '%celsius') FROM system.columns WHERE database = '${database}' AND table = 'sensors'`,
    ),
  ).toBe('4')
  expect(await query(`SELECT 20000 - count() BETWEEN 5 AND 60 FROM (SELECT DISTINCT * FROM ${database}.sensors)`)).toBe(
    '1',
  )
}, 60_000)
