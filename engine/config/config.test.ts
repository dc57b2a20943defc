import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { expect, test } from 'vitest'
import { configSchema, readConfig } from './config.ts'

const example = parseEnv(readFileSync(join(import.meta.dirname, '../../.env.example'), 'utf8'))

test('.env.example names every variable, and its values are the defaults', () => {
  expect(Object.keys(example).sort()).toEqual(Object.keys(configSchema.shape).sort())
  expect(readConfig(example)).toEqual(readConfig({}))
})

test.each([
  ['CLICKHOUSE_URL', 'localhost:8123', /http:\/\/ or https:\/\//],
  ['STAGING', 'rabbit', /auto/],
  ['KAFKA_PARTITIONS', '0', /whole number from 1 to 1000/],
  ['RETRY_SECONDS', 'soon', /whole number/],
  ['KAFKA_TOPIC', 'a b', /letters/],
  ['CLICKHOUSE_DATABASE', 'a.b', /letters/],
  ['REDIS_URL', 'localhost:6379', /redis:\/\//],
  ['API_PORT', '65536', /from 0 to 65535/],
  ['CORS_ORIGINS', 'dashboard.example', /origins such as/],
  ['CORS_ORIGINS', 'https://dashboard.example/path', /origins such as/],
  ['API_HOSTS', 'metrics.example:443', /names without ports/],
  ['API_HOSTS', 'https://metrics.example', /names without ports/],
  ['LOG_LEVEL', 'loud', /silent/],
])('%s=%s is refused by name, with what it may be', (name, value, rule) => {
  expect(() => readConfig({ [name]: value })).toThrow(rule)
  expect(() => readConfig({ [name]: value })).toThrow(`${name}=${value}`)
})

test('every wrong variable is named at once', () => {
  expect(() => readConfig({ STAGING: 'x', KAFKA_TLS: 'yes' })).toThrow(/STAGING=x[^]*KAFKA_TLS=yes/)
})

test.each([
  ['REDIS_URL', 'me:top-secret@cache:6379', 'REDIS_URL=…@cache:6379'],
  ['REDIS_URL', 'redis://:top-secret@cache/queue', 'REDIS_URL=redis://…@cache/queue'],
  ['CLICKHOUSE_URL', 'ftp://me:top-secret/@host', 'CLICKHOUSE_URL=ftp://…@host'],
  ['API_TOKEN', 'top-secret', 'API_TOKEN=…'],
])('%s is refused without its secret', (name, value, shown) => {
  expect(() => readConfig({ [name]: value })).toThrow(`${shown} is not valid`)
})
