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
])('%s=%s is refused by name, with what it may be', (name, value, rule) => {
  expect(() => readConfig({ [name]: value })).toThrow(rule)
  expect(() => readConfig({ [name]: value })).toThrow(`${name}=${value}`)
})

test('every wrong variable is named at once', () => {
  expect(() => readConfig({ STAGING: 'x', KAFKA_TLS: 'yes' })).toThrow(/STAGING=x[^]*KAFKA_TLS=yes/)
})
