// Passwords and tokens stay where they were given: with every service refusing them or away, nothing that a process says,
// answers, shows in its arguments or leaves in DATA_DIR has any of them.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runMillrace } from '@millrace/engine/testing/run-millrace.ts'
import { testClickHouse } from '@millrace/engine/testing/test-clickhouse.ts'
import { testRedis } from '@millrace/engine/testing/test-redis.ts'
import { expect, inject, test } from 'vitest'
import { servedApi } from '../served-api.ts'

const secrets = {
  clickHouse: 'secret-of-clickhouse-5b1f',
  inUrl: 'secret-in-the-url-77aa',
  kafka: 'secret-of-kafka-c3d9',
  redis: 'secret-of-redis-e8f0',
  token: 'secret-token-of-the-api-1234',
}
const redis = await testRedis('--requirepass', 'another')
const { url } = await testClickHouse()
const clickHouseUrl = new URL(url)
clickHouseUrl.username = 'nobody'
clickHouseUrl.password = secrets.inUrl
const environment = {
  CLICKHOUSE_URL: url,
  CLICKHOUSE_USER: 'nobody',
  CLICKHOUSE_PASSWORD: secrets.clickHouse,
  STAGING: 'kafka',
  KAFKA_BROKERS: '127.0.0.1:1',
  KAFKA_SASL_USERNAME: 'nobody',
  KAFKA_SASL_PASSWORD: secrets.kafka,
  REDIS_URL: `redis://nobody:${secrets.redis}@127.0.0.1:${redis.port}`,
  API_TOKEN: secrets.token,
  RETRY_SECONDS: '1',
  LOG_LEVEL: 'trace',
}

const passwordBeside = await servedApi(environment)
const passwordInAddress = await servedApi({
  ...environment,
  CLICKHOUSE_URL: clickHouseUrl.href,
  CLICKHOUSE_USER: '',
  CLICKHOUSE_PASSWORD: '',
})

function expectNoSecret(where: string, text: string): void {
  for (const [name, secret] of Object.entries(secrets))
    expect([where, name, text.includes(secret)]).toEqual([where, name, false])
}

function argumentsOfAllProcesses(): string {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => textOf(`/proc/${name}/cmdline`))
    .join('\n')
}

function filesIn(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
}

/** Empty for what has gone meanwhile. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'latin1')
  } catch {
    return ''
  }
}

test.each([
  ['a password beside the address', passwordBeside],
  ['a password in the address', passwordInAddress],
] as const)('the API: %s', { timeout: 300_000 }, async (_, api) => {
  const authorization = { Authorization: `Bearer ${secrets.token}` }
  const event = { method: 'POST', body: '{"event_type":"click","user_id":7}' }
  const asked: readonly (readonly [path: string, init: RequestInit, status: number])[] = [
    ['/pipeline', {}, 200],
    ['/readyz', {}, 503],
    ['/metrics', {}, 200],
    ['/metrics/overview', {}, 503],
    ['/metrics/events', {}, 503],
    ['/openapi.json', {}, 200],
    ['/nothing', { headers: authorization }, 404],
    ['/events', { ...event, headers: authorization }, 503],
    ['/events', { ...event, headers: { Authorization: `Bearer ${secrets.token}x` } }, 401],
    ['/events', event, 401],
  ]
  for (const [path, init, status] of asked) {
    const answer = await fetch(`http://127.0.0.1:${api.port}${path}`, init)
    const text = await answer.text()
    expect([path, answer.status, text]).toEqual([path, status, text])
    expectNoSecret(path, text + JSON.stringify([...answer.headers]))
  }
  expect(api.output()).toMatch(/Redis at .* is away/)
  expect(api.output()).toMatch(/ClickHouse does not answer/)
  expect(api.output()).toMatch(/live events cannot be staged/)
  expectNoSecret('the log', api.output())
  expectNoSecret('arguments', argumentsOfAllProcesses())
  const files = filesIn(api.dataDir)
  for (const file of files) expectNoSecret(file, textOf(file))
})

test.each([['seed', '--rows', '1e4', '--json'], ['ingest'], ['verify'], ['sql', 'SELECT 1']])(
  'millrace %s',
  { timeout: 180_000 },
  async (...args) => {
    for (const CLICKHOUSE_URL of [url, `http://nobody:${secrets.inUrl}@127.0.0.1:1`]) {
      const dataDir = join(inject('dataDir'), 'secrets')
      const { ended, stdout, stderr } = await runMillrace(args, { ...environment, CLICKHOUSE_URL, DATA_DIR: dataDir })
      expect(ended).not.toBe(0)
      expectNoSecret(args.join(' '), stdout + stderr)
    }
  },
)

test.each([
  ['REDIS_URL', `redis:/nobody:${secrets.redis}@127.0.0.1`],
  ['REDIS_URL', `redis://nobody:${secrets.redis}@127.0.0.1:6379?db=1`],
  ['CLICKHOUSE_URL', `clickhouse://nobody:${secrets.inUrl}@127.0.0.1`],
  ['API_TOKEN', `${secrets.token} with spaces`],
])('%s that is wrong is refused without it', async (name, value) => {
  const { ended, stderr } = await runMillrace(['sql', 'SELECT 1'], {
    [name]: value,
    DATA_DIR: join(inject('dataDir'), 'secrets'),
  })
  expect(ended).toBe(2)
  expect(stderr).toContain(`${name}=`)
  expectNoSecret(name, stderr)
})
