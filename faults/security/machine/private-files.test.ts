// What Millrace leaves on the machine is for its user alone, whatever the umask, and its services listen on loopback alone.
import { lstat, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runMillrace, startMillrace } from '@millrace/engine/testing/run-millrace.ts'
import { testKafka } from '@millrace/engine/testing/test-kafka.ts'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { z } from 'zod'
import { servedApi } from '../served-api.ts'

const others = 0o077
const loopback = ['0100007F', '0000000000000000FFFF00000100007F', '00000000000000000000000001000000']

const umask = process.umask(0o000)
afterAll(() => void process.umask(umask))
const kafka = await testKafka()
const api = await servedApi({})
const environment = { DATA_DIR: api.dataDir, STAGING: 'spool' }

/** Type, mode and path of everything that others could so much as look at. */
async function openToOthers(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true })
  const paths = [dir, ...entries.map(({ parentPath, name }) => join(parentPath, name))]
  const open = await Promise.all(
    paths.map(async (path) => {
      const found = await lstat(path).catch(() => undefined) // ClickHouse removes parts all the time
      // A symbolic link's own mode means nothing.
      if (found === undefined || found.isSymbolicLink() || (found.mode & others) === 0) return []
      return [`${found.mode.toString(8)} ${path}`]
    }),
  )
  return open.flat()
}

async function listenersOf(port: number): Promise<string[]> {
  const tables = await Promise.all(['/proc/net/tcp', '/proc/net/tcp6'].map((table) => readFile(table, 'utf8')))
  return tables.flatMap((table) =>
    table.split('\n').flatMap((line) => {
      const [, local = '', , state] = line.trim().split(/\s+/)
      const [address = '', hexPort = ''] = local.split(':')
      return state === '0A' && Number.parseInt(hexPort, 16) === port ? [address] : []
    }),
  )
}

beforeAll(async () => {
  const seeded = await runMillrace(['seed', '--rows', '2e4'], environment)
  expect(seeded.ended, seeded.stderr).toBe(0)
})

test('files, folders and sockets after a seed, and while API and drain run', { timeout: 120_000 }, async () => {
  const drain = startMillrace(['ingest'], environment)
  await fetch(`http://127.0.0.1:${api.port}/events`, { method: 'POST', body: '{"event_type":"click","user_id":7}' })
  await drain.untilStderr(/drain|ingest|waits|rows/i)
  expect(await openToOthers(api.dataDir)).toEqual([])
  const sockets = (await readdir(api.dataDir, { recursive: true, withFileTypes: true })).filter((entry) =>
    entry.isSocket(),
  )
  expect(sockets.length).toBeGreaterThan(1) // of the service's supervisor, and of the pipelines
  drain.child.kill('SIGINT')
  await drain.result
  expect(await openToOthers(api.dataDir)).toEqual([])
})

test('a local Kafka keeps its files to itself as well', async () => {
  expect(await openToOthers(join(inject('dataDir'), 'kafka'))).toEqual([])
  expect(await listenersOf(Number(kafka.broker.split(':')[1]))).not.toEqual([])
})

test('every port of every service is on loopback', async () => {
  const dirs = [join(api.dataDir, 'clickhouse'), join(inject('dataDir'), 'kafka')]
  const files = await Promise.all(dirs.map((dir) => readFile(join(dir, 'ports.json'), 'utf8')))
  const ports = [api.port, api.grpcPort, ...files.flatMap((text) => z.array(z.int()).parse(JSON.parse(text)))]
  for (const port of ports) {
    const addresses = await listenersOf(port)
    expect([port, addresses.length > 0, addresses.filter((address) => !loopback.includes(address))]).toEqual([
      port,
      true,
      [],
    ])
  }
  expect(ports).toHaveLength(6)
})
