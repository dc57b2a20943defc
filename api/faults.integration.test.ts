// What the API does while a service behind it is away.
import { setTimeout as sleep } from 'node:timers/promises'
import { acquireClickHouse } from '@millrace/engine/services/clickhouse/acquire-clickhouse.ts'
import { PrivateService } from '@millrace/engine/testing/private-service.ts'
import { runMillrace } from '@millrace/engine/testing/run-millrace.ts'
import { testRedis } from '@millrace/engine/testing/test-redis.ts'
import type { ClickHouseEndpoint } from '@millrace/engine/services/service.ts'
import { problem } from '@millrace/schemas/api/answers/problem.ts'
import { readinessRoute } from '@millrace/schemas/api/routes.ts'
import { expect, test } from 'vitest'
import { testApi, type TestApi } from './testing/test-api.ts'

const service = new PrivateService<ClickHouseEndpoint>('clickhouse')
const redis = await testRedis()

const status = async (api: TestApi, path: string): Promise<number> => (await api.get(path)).status
/** `503 clickhouse down, redis up` */
async function readiness(api: TestApi): Promise<string> {
  const { status, body } = await api.get('/readyz')
  const { services } = readinessRoute.answer.schema.parse(body)
  const states = Object.entries(services).map(([name, { state }]) => `${name} ${state}`)
  return `${status} ${states.join(', ')}`
}

test('ClickHouse away: what is known is answered, the rest is a 503, and all is well again when it is back', async () => {
  const { dataDir } = service
  const lease = await acquireClickHouse({ dataDir })
  const environment = { CLICKHOUSE_URL: lease.endpoint.url }
  const seed = ['seed', '--dataset', 'orders', '--rows', '1000', '--staging', 'none']
  expect((await runMillrace(seed, { ...environment, DATA_DIR: dataDir })).ended).toBe(0)
  const api = await testApi(environment)
  const orders = await api.get('/metrics/overview?dataset=orders')
  expect(orders.body).toMatchObject({ total_events: 1000 })
  const known = await api.get('/metrics/overview')
  expect(known.body).toEqual({ total_events: 0, unique_users: 0, events_last_hour: 0 })
  await lease.release()
  await service.untilGone()
  await expect.poll(() => readiness(api)).toBe('503 clickhouse down')
  expect(JSON.stringify((await api.get('/readyz')).body)).toContain('ECONNREFUSED')
  expect((await api.get('/metrics/overview')).body).toEqual(known.body)
  await sleep(2_500) // which datasets there are would be asked again
  expect((await api.get('/metrics/overview?dataset=orders')).body).toEqual(orders.body)
  const unknown = await api.get('/metrics/type-breakdown')
  expect([unknown.status, unknown.headers.get('retry-after')]).toEqual([503, '5'])
  expect(problem.parse(unknown.body).detail).not.toContain('ECONNREFUSED')
  expect(await status(api, '/events')).toBe(503)
  expect([await status(api, '/healthz'), await status(api, '/pipeline')]).toEqual([200, 200])
  await service.held(acquireClickHouse({ dataDir })) // on the same port
  await expect.poll(() => status(api, '/metrics/type-breakdown'), { timeout: 10_000 }).toBe(200)
  await expect.poll(() => readiness(api)).toBe('200 clickhouse up')
})

test('Redis away: the API goes on, and says so', async () => {
  const lease = await service.held(acquireClickHouse({ dataDir: service.dataDir }))
  const api = await testApi({ CLICKHOUSE_URL: lease.endpoint.url, REDIS_URL: redis.url, API_RATE_LIMIT: '100' })
  await expect.poll(() => readiness(api), { timeout: 5_000 }).toBe('200 clickhouse up, redis up')
  const first = await api.get('/metrics/overview')
  await redis.kill()
  await expect.poll(() => readiness(api), { timeout: 5_000 }).toBe('503 clickhouse up, redis down')
  const then = await api.get('/metrics/overview')
  expect([then.status, then.body]).toEqual([200, first.body])
  expect(then.headers.get('ratelimit')).toMatch(/^"default";r=\d+;t=\d+$/)
  await redis.start()
  await expect.poll(() => readiness(api), { timeout: 10_000 }).toBe('200 clickhouse up, redis up')
})
