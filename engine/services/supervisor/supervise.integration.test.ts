import { expect, test, vi } from 'vitest'
import { PrivateService } from '../../testing/private-service.ts'
import { queryClickHouse } from '../../testing/query-clickhouse.ts'
import { serviceProcesses, supervisorId } from '../../testing/service-processes.ts'
import { acquireClickHouse } from '../clickhouse/acquire-clickhouse.ts'
import type { ClickHouseEndpoint, ServiceLease } from '../service.ts'

const service = new PrivateService<ClickHouseEndpoint>('clickhouse')

function acquire(): Promise<ServiceLease<ClickHouseEndpoint>> {
  return service.held(acquireClickHouse({ dataDir: service.dataDir }))
}

test('a killed service comes back on the same ports with its data', async () => {
  const lease = await acquire()
  const onRestart = vi.fn()
  lease.onRestart(onRestart)
  const before = lease.endpoint
  await queryClickHouse(before.url, 'CREATE TABLE t (a UInt8) ENGINE = MergeTree ORDER BY a')
  await queryClickHouse(before.url, 'INSERT INTO t VALUES (7)')
  process.kill(before.processId, 'SIGKILL')
  await vi.waitFor(() => expect(onRestart).toHaveBeenCalledOnce(), { timeout: 10_000 })
  expect(lease.endpoint).toEqual({ ...before, processId: lease.endpoint.processId })
  expect(lease.endpoint.processId).not.toBe(before.processId)
  expect(await queryClickHouse(lease.endpoint.url, 'SELECT a FROM t')).toBe('7')
})

test('a killed supervisor leaves no orphan, and all its leases find the same new one', async () => {
  const leases = [await acquire(), await acquire(), await acquire()]
  const [lease] = leases
  if (!lease) throw new Error('three leases')
  const before = lease.endpoint
  const restarted = leases.map((each) => new Promise<void>((resolve) => each.onRestart(resolve)))
  const killed = await supervisorId(service.serviceDir)
  process.kill(killed, 'SIGKILL')
  await Promise.all(restarted)
  expect(lease.endpoint.url).toBe(before.url)
  expect(leases.map(({ endpoint }) => endpoint)).toEqual(leases.map(() => lease.endpoint))
  expect(await queryClickHouse(lease.endpoint.url, 'SELECT 1')).toBe('1')
  const processIds = (await serviceProcesses(service.serviceDir)).map(({ processId }) => processId)
  expect(processIds).not.toContain(killed)
  expect(processIds).not.toContain(before.processId)
})

test('supervisor and service killed together, again and again, come back', async () => {
  const lease = await acquire()
  for (let round = 0; round < 3; round += 1) {
    const restarted = new Promise<void>((resolve) => lease.onRestart(resolve))
    const processes = await serviceProcesses(service.serviceDir)
    for (const { processId } of round % 2 === 0 ? processes : processes.reverse()) process.kill(processId, 'SIGKILL')
    await restarted
    expect(await queryClickHouse(lease.endpoint.url, 'SELECT 1')).toBe('1')
  }
})

test('a service that dies again and again is given up, and the lease says why', async () => {
  const lease = await acquire()
  let deathCount = 0
  const killAgain = (): void => {
    deathCount += 1
    process.kill(lease.endpoint.processId, 'SIGKILL')
  }
  lease.onRestart(killAgain)
  killAgain()
  await vi.waitFor(() => expect(() => lease.endpoint).toThrow(/more than 5 times.*SIGKILL/), { timeout: 20_000 })
  expect(deathCount).toBe(6)
  await service.untilGone()
})
