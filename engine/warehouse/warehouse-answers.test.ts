// What a warehouse makes of answers of success that are none, and of those that turn it away.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { failureOf } from '../testing/failure-of.ts'
import { Warehouse } from './warehouse.ts'

interface Said {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: string
}

const own = { 'X-ClickHouse-Query-Id': '1' }
let said: Said
const asked: Readonly<Record<string, unknown>>[] = []
const server = createServer((request, response) => {
  asked.push(request.headers)
  request.resume().once('end', () => {
    response.writeHead(said.status ?? 200, { ...(said.headers ?? own) })
    response.end(said.body)
  })
})
let warehouse: Warehouse

beforeEach(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // of a server that listens on TCP
  warehouse = new Warehouse({ url: () => `http://127.0.0.1:${port}`, database: 'd' })
})
afterEach(async () => {
  await warehouse.close()
  server.close()
})

const block = {
  header: {
    dataset: 'page_events',
    datasetId: 'id',
    schemaVersion: 1,
    batch: 0,
    rowCount: 1,
    format: 'rowbinary',
    encoding: 'none',
    token: 'token',
    crc32: 0,
    encodedBytes: 3,
  },
  frame: Buffer.from('abc'),
} as const

const untrue: readonly Said[] = [
  { body: 'Code: 252. DB::Exception: Too many parts. (TOO_MANY_PARTS)' },
  { body: '<html>Please log in</html>', headers: { server: 'nginx' } },
  { body: '', headers: { server: 'nginx' } },
]

test.each(untrue)('%j is no success of anything', async (answer) => {
  said = answer
  for (const request of [
    warehouse.insertBlock(block),
    warehouse.insertRows('t', [{ a: 1 }]),
    warehouse.command('CREATE TABLE t (a UInt8) ENGINE = Null'),
    warehouse.query('SELECT 1 AS a', z.object({ a: z.number() })),
  ]) {
    expect((await failureOf(request)).code).toBe('WAREHOUSE_UNAVAILABLE')
  }
})

test.each(['[{"a":1},', '[{"a":1}', '', '{"a":1}\n{"a"'])('rows that are cut are no rows: %j', async (body) => {
  said = { body }
  const failure = await failureOf(warehouse.query('SELECT a FROM t', z.object({ a: z.number() })))
  expect(failure.code).toBe('WAREHOUSE_UNAVAILABLE')
})

test('the bytes of a block are announced, so that the server knows when some are missing', async () => {
  said = { body: '' }
  await warehouse.insertBlock(block)
  expect(asked.at(-1)).toMatchObject({ 'content-length': '3' })
})

test('turned away at first, it is the set-up; turned away after it was let in, it may pass', async () => {
  const refusal = { status: 403, body: 'Code: 516. DB::Exception: d: Authentication failed. (AUTHENTICATION_FAILED)' }
  said = refusal
  expect((await failureOf(warehouse.insertBlock(block))).code).toBe('CONFIG')
  said = { body: '' }
  await warehouse.insertBlock(block)
  said = refusal
  expect((await failureOf(warehouse.insertBlock(block))).code).toBe('WAREHOUSE_UNAVAILABLE')
})

test('of a block of which some rows are in, the others cannot be added by sending it again', async () => {
  const two = { ...block, header: { ...block.header, rowCount: 3 } }
  said = { body: '', headers: { ...own, 'X-ClickHouse-Summary': '{"written_rows":"2"}' } }
  expect(await failureOf(warehouse.insertBlock(two))).toMatchObject({ code: 'CORRUPT_RECORD' })
  said = { body: '', headers: { ...own, 'X-ClickHouse-Summary': '{"written_rows":"0"}' } }
  expect(await failureOf(warehouse.insertBlock(two))).toMatchObject({ code: 'WAREHOUSE_REJECTED' })
})
