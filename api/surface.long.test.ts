// An independent client goes over the whole surface: nothing it makes up leads to a 5xx, or to an answer that the OpenAPI
// document does not foresee.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { testClickHouse } from '@millrace/engine/testing/test-clickhouse.ts'
import { expect, inject, test } from 'vitest'
import { seededEvents } from './query/testing/seeded-events.ts'
import { schemathesisProgram } from './testing/schemathesis-program.ts'
import { testApi } from './testing/test-api.ts'

const { url } = await testClickHouse()
/** Requests that it makes up, at the least. */
const generatedMin = 10_000
const checks = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
  'unsupported_method',
  'allow_header_conformance',
]

test('schemathesis finds nothing', async () => {
  const program = await schemathesisProgram()
  const seeded = await seededEvents(url, 100_000)
  const api = await testApi({ CLICKHOUSE_URL: url, CLICKHOUSE_DATABASE: seeded.warehouse.database })
  const args = [
    '--checks',
    checks.join(),
    '--max-examples',
    '1600',
    '--request-timeout',
    '120',
    '--continue-on-failure',
    '--no-color',
  ]
  const child = spawn(program, ['run', `${api.url}/openapi.json`, ...args], {
    cwd: inject('dataDir'), // it leaves a folder where it runs
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += String(chunk)))
  await once(child, 'close')
  expect(child.exitCode, said.slice(-4000)).toBe(0)
  expect(Number(/(\d+) generated/.exec(said)?.[1])).toBeGreaterThan(generatedMin)
  await seeded.close()
})
