import { execFile } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test, vi } from 'vitest'
import { failureOf } from '../../testing/failure-of.ts'
import { PrivateService } from '../../testing/private-service.ts'
import { queryClickHouse } from '../../testing/query-clickhouse.ts'
import { serviceProcesses } from '../../testing/service-processes.ts'
import { freePort } from '../process/free-port.ts'
import type { ClickHouseEndpoint, ServiceLease } from '../service.ts'
import { acquireClickHouse } from './acquire-clickhouse.ts'

const service = new PrivateService<ClickHouseEndpoint>('clickhouse')

function acquire(): Promise<ServiceLease<ClickHouseEndpoint>> {
  return service.held(acquireClickHouse({ dataDir: service.dataDir }))
}

test('processes that acquire at once share one server, and it goes with the last of them, killed or not', async () => {
  const others = Array.from({ length: 5 }, () => service.holder())
  const lease = await acquire()
  const processIds = await Promise.all(others.map((other) => other.processId()))
  expect(new Set(processIds)).toEqual(new Set([lease.endpoint.processId]))
  // A latecomer's own supervisor may still be finding out that there is one.
  await vi.waitFor(async () => expect(await serviceProcesses(service.serviceDir)).toHaveLength(2), { timeout: 5_000 })

  await lease.release()
  for (const other of others.slice(1)) await other.kill()
  expect(await queryClickHouse(lease.endpoint.url, 'SELECT 1')).toBe('1')
  await others[0]?.kill()
  await service.untilGone()
  expect(await readdir(service.serviceDir)).not.toContain('supervisor.sock')
})

test('a lease taken while the server is stopping gets a new one, with its data', async () => {
  const first = await acquire()
  await queryClickHouse(first.endpoint.url, 'CREATE TABLE t (a UInt8) ENGINE = MergeTree ORDER BY a')
  await first.release()
  const socketGone = async (): Promise<void> =>
    expect(await readdir(service.serviceDir)).not.toContain('supervisor.sock')
  await vi.waitFor(socketGone, { timeout: 5_000, interval: 1 })
  const second = await acquire()
  expect(second.endpoint.url).toBe(first.endpoint.url)
  expect(await queryClickHouse(second.endpoint.url, 'EXISTS t')).toBe('1')
})

test('works where the path is longer than a socket may have', async () => {
  service.dataDir = join(service.dataDir, 'd'.repeat(120), 'e, f'.repeat(30))
  const lease = await acquire()
  expect(await queryClickHouse(lease.endpoint.url, 'SELECT 1')).toBe('1')
})

test('a lease does not keep its process alive', async () => {
  const program = `
    import { acquireClickHouse } from ${JSON.stringify(join(import.meta.dirname, 'acquire-clickhouse.ts'))}
    const lease = await acquireClickHouse({ dataDir: ${JSON.stringify(service.dataDir)} })
    console.log(lease.endpoint.version)`
  const run = promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], { timeout: 20_000 })
  expect((await run).stdout).toMatch(/^\d+\.\d+/)
})

test('a server that runs already on other ports than asked for', async () => {
  const { dataDir } = service
  const httpPort = await freePort()
  const lease = await service.held(acquireClickHouse({ dataDir, httpPort }))
  expect(lease.endpoint.url).toBe(`http://127.0.0.1:${httpPort}`)
  const failure = await failureOf(acquireClickHouse({ dataDir, httpPort: await freePort([httpPort]) }))
  expect(failure.code).toBe('CONFIG')
  expect(failure.message).toContain(`HTTP port ${httpPort}`)
})

test.each(['/dev/null/data', '/sys/data'])('a data directory that cannot be made: %s', async (dataDir) => {
  const failure = await failureOf(acquireClickHouse({ dataDir }))
  expect(failure.code).toBe('CONFIG')
  expect(failure.message).toContain(`DATA_DIR=${dataDir}`)
})
