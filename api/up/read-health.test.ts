import { createServer } from 'node:http'
import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import { readHealth } from './read-health.ts'

async function serving(status: number, body: string): Promise<string> {
  const server = createServer((_, response) => response.writeHead(status).end(body)).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
}

test.each([
  [
    200,
    JSON.stringify({ status: 'ready', services: { clickhouse: { state: 'up', description: 'here' } } }),
    { isReady: true, words: 'ready · clickhouse up' },
  ],
  [
    503,
    JSON.stringify({
      status: 'not ready',
      services: { redis: { state: 'down', description: 'here', reason: 'refused' } },
    }),
    { isReady: false, words: 'not ready · redis DOWN (refused)' },
  ],
  [200, '{"status":"ok"}', { isReady: false, words: 'the API does not answer as it should' }],
  [502, 'Bad gateway', { isReady: false, words: 'the API does not answer' }],
])('%i %s', async (status, body, expected) => {
  expect(await readHealth(await serving(status, body))).toEqual(expected)
})

test('nobody there', async () => {
  expect(await readHealth('http://127.0.0.1:1')).toEqual({ isReady: false, words: 'the API does not answer' })
})
