import { once } from 'node:events'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { request, type IncomingMessage } from 'node:http'
import { createServer } from 'node:net'
import { getPriority } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test, vi } from 'vitest'
import { failureOf } from '../../testing/failure-of.ts'
import { PrivateService } from '../../testing/private-service.ts'
import { queryClickHouse } from '../../testing/query-clickhouse.ts'
import { freePort } from '../process/free-port.ts'
import type { ClickHouseEndpoint, ServiceLease } from '../service.ts'
import { acquireClickHouse } from './acquire-clickhouse.ts'

const service = new PrivateService<ClickHouseEndpoint>('clickhouse')

function acquire(httpPort?: number): Promise<ServiceLease<ClickHouseEndpoint>> {
  const port = httpPort === undefined ? {} : { httpPort }
  return service.held(acquireClickHouse({ dataDir: service.dataDir, ...port }))
}

test('merges, mutates, expires rows and obeys SYSTEM commands', async () => {
  const { url } = (await acquire()).endpoint
  await queryClickHouse(
    url,
    'CREATE TABLE t (a UInt32, at DateTime) ENGINE = MergeTree ORDER BY a TTL at + INTERVAL 1 DAY',
  )
  await queryClickHouse(url, 'SYSTEM STOP TTL MERGES t')
  const parts = Array.from({ length: 40 }, (_, part) => part)
  for (const part of parts) {
    await queryClickHouse(url, `INSERT INTO t VALUES (${part}, now() - ${(part % 2) * 2 * 86_400})`)
  }
  const activeParts = "SELECT count() FROM system.parts WHERE table = 't' AND active"
  await vi.waitFor(async () => expect(Number(await queryClickHouse(url, activeParts))).toBeLessThan(parts.length), {
    timeout: 10_000,
  })
  await queryClickHouse(url, 'ALTER TABLE t DELETE WHERE a = 2 SETTINGS mutations_sync = 1')
  await queryClickHouse(url, 'SYSTEM START TTL MERGES t')
  await queryClickHouse(url, 'OPTIMIZE TABLE t FINAL')
  const left = parts.filter((part) => part % 2 === 0 && part !== 2)
  expect(await queryClickHouse(url, 'SELECT groupArray(a) FROM (SELECT a FROM t ORDER BY a)')).toBe(
    JSON.stringify(left),
  )
})

test('merges yield to all else, and what is inserted is in few files until it is merged', async () => {
  const { url, processId } = (await acquire()).endpoint
  const threads = await readdir(`/proc/${processId}/task`)
  const names = await Promise.all(threads.map((id) => readFile(`/proc/${processId}/task/${id}/comm`, 'utf8')))
  const merging = threads.filter((_, i) => names[i] === 'MergeMutate\n')
  const mergeThreads = "SELECT toUInt32(value) FROM system.server_settings WHERE name = 'background_pool_size'"
  expect(merging).toHaveLength(Number(await queryClickHouse(url, mergeThreads)))
  expect(new Set(merging.map((id) => getPriority(Number(id)) - getPriority(processId)))).toEqual(new Set([10]))

  await queryClickHouse(url, 'CREATE TABLE parted (a UInt64, b String) ENGINE = MergeTree ORDER BY a')
  const insert =
    "INSERT INTO parted SELECT number, repeat('b', 100) FROM numbers(500000) SETTINGS max_block_size = 500000"
  const kinds = "SELECT DISTINCT toString(part_type) FROM system.parts WHERE table = 'parted' AND active"
  await queryClickHouse(url, insert)
  expect(await queryClickHouse(url, kinds)).toBe('Compact')
  for (let more = 0; more < 3; more++) await queryClickHouse(url, insert)
  await queryClickHouse(url, 'OPTIMIZE TABLE parted FINAL')
  expect(await queryClickHouse(url, kinds)).toBe('Wide')
})

test('is in UTC, keeps no system log tables that grow, and idle connections for longer than its clients', async () => {
  const { url } = (await acquire()).endpoint
  expect(await queryClickHouse(url, 'SELECT timezone()')).toBe('UTC')
  await queryClickHouse(url, 'SYSTEM FLUSH LOGS')
  const logs = "SELECT name FROM system.tables WHERE database = 'system' AND name LIKE '%\\_log'"
  expect(await queryClickHouse(url, logs)).toBe('')
  const setting = "SELECT toInt32(value) >= 10 FROM system.server_settings WHERE name = 'keep_alive_timeout'"
  expect(await queryClickHouse(url, setting)).toBe('1')
})

test('no web page can ask it, by its own name or by one that it has rebound to this machine', async () => {
  const { url } = (await acquire()).endpoint
  const answerTo = async (headers: Record<string, string>, method = 'POST') => {
    const asked = request(`${url}/?query=SELECT%201`, { method, headers }).end()
    const [answer] = (await once(asked, 'response')) as [IncomingMessage]
    return [answer.statusCode, await text(answer)]
  }
  const own = new URL(url).host
  expect(await answerTo({ Host: own })).toEqual([200, '1\n'])
  expect(await answerTo({ Host: own.replace('127.0.0.1', 'localhost') }, 'GET')).toEqual([200, '1\n'])
  for (const Origin of ['https://evil.example', 'null', url]) {
    expect(await answerTo({ Origin })).toEqual([403, 'web pages may not ask this server\n'])
  }
  expect((await answerTo({ 'Sec-Fetch-Site': 'cross-site' }, 'GET'))[0]).toBe(403)
  for (const Host of ['evil.example', `evil.example:${new URL(url).port}`, '127.0.0.1.evil.example']) {
    for (const method of ['GET', 'POST']) expect((await answerTo({ Host }, method))[0]).toBe(421)
  }
})

test('a port that is taken: named, with its holder', async () => {
  const server = createServer()
  const port = await freePort()
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  service.onCleanUp(() => new Promise((resolve) => server.close(() => resolve())))
  const failure = await failureOf(acquire(port))
  expect(failure.code).toBe('CONFIG')
  expect(failure.message).toMatch(new RegExp(`port ${port} .*process ${process.pid}\\)`))
})

test('remembered ports that are taken: others are chosen', async () => {
  const first = await acquire()
  await first.release()
  await service.untilGone()
  const port = Number(new URL(first.endpoint.url).port)
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  service.onCleanUp(() => new Promise((resolve) => server.close(() => resolve())))
  const second = await acquire()
  expect(second.endpoint.url).not.toBe(first.endpoint.url)
  expect(second.endpoint.tcpPort).toBe(first.endpoint.tcpPort)
})

test('a data directory that is in use by another server', async () => {
  await acquire()
  await rm(join(service.serviceDir, 'supervisor.sock'))
  await rm(join(service.serviceDir, 'supervisor.lock'))
  const failure = await failureOf(acquire())
  expect(failure.code).toBe('SERVICE_FAILED')
  expect(failure.message).toContain('another ClickHouse server uses this data directory')
})

test('a damaged data directory', async () => {
  await mkdir(join(service.serviceDir, 'server/metadata'), { recursive: true })
  await writeFile(join(service.serviceDir, 'server/metadata/broken.sql'), 'ATTACH nonsense')
  const failure = await failureOf(acquire())
  expect(failure.code).toBe('SERVICE_FAILED')
  expect(failure.message).toContain('nonsense')
})
