// seed.py with its own tests, and `make seed-python` on the real ClickHouse as a user runs it.
import { execFile, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { bareEnvironment } from '@millrace/engine/testing/bare-environment.ts'
import { queryClickHouse } from '@millrace/engine/testing/query-clickhouse.ts'
import { testClickHouse } from '@millrace/engine/testing/test-clickhouse.ts'
import { beforeAll, beforeEach, expect, inject, test, vi } from 'vitest'
import { ensureVenv } from './ensure-venv.ts'

vi.setConfig({ hookTimeout: 400_000 })
const { url } = await testClickHouse()
let python = ''
let database = ''

beforeAll(async () => {
  python = await ensureVenv()
})
beforeEach(() => {
  database = `python_${randomUUID().replaceAll('-', '')}`
})

const query = (sql: string): Promise<string> => queryClickHouse(url, sql.replace('TABLE', `${database}.page_events`))

function startSeedPython(args: readonly string[], environment: Record<string, string> = {}) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'seed-python.ts'), ...args], {
    env: bareEnvironment({ DATA_DIR: inject('dataDir'), CLICKHOUSE_DATABASE: database, ...environment }),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const result = Promise.all([ended, text(child.stdout), text(child.stderr)])
  return { child, result: result.then(([code, stdout, stderr]) => ({ code, stdout, stderr })) }
}

test('its own tests', async () => {
  const limit = { cwd: import.meta.dirname, timeout: 60_000 }
  const { stderr } = await promisify(execFile)(python, ['-B', '-m', 'unittest'], limit)
  expect(stderr).toMatch(/^Ran [1-9]\d* tests/m)
})

test('says what it takes', async () => {
  const { stdout } = await promisify(execFile)(python, ['-B', join(import.meta.dirname, 'seed.py'), '--help'])
  for (const option of ['--url', '--table', '--rows', '--batch-rows']) expect(stdout).toContain(option)
})

test('fills the table and its rollups; the same run again adds nothing, another seed other events', async () => {
  const run = ['--rows=2_500', '--batch-rows=1e3', '--anchor=2026-11-24T00:00:00Z', '--json']
  const first = await startSeedPython([...run, '--seed=a']).result
  expect(first.code, first.stderr).toBe(0)
  expect(first.stderr).toMatch(/done: 2,500 rows inserted in/)
  expect(JSON.parse(first.stdout)).toMatchObject({ rows: 2_500, rowsInserted: 2_500, batches: 3, seed: 'a' })
  const counted =
    'SELECT count(), uniqExact(event_id), uniqExact(event_type), min(ts) >= max(ts) - INTERVAL 30 DAY FROM TABLE'
  const fingerprint = 'SELECT groupBitXor(cityHash64(* EXCEPT metadata, metadata.keys, metadata.values)) FROM TABLE'
  expect(await query(counted)).toBe('2500\t2500\t7\t1')
  expect(await query(`SELECT sum(rows) FROM ${database}.page_events_by_minute`)).toBe('2500')
  const values = await query(fingerprint)

  expect((await startSeedPython([...run, '--seed=a']).result).code).toBe(0)
  expect(await query(counted)).toBe('2500\t2500\t7\t1')
  expect(await query(fingerprint)).toBe(values)

  expect((await startSeedPython(run, { SEED: 'b' }).result).code).toBe(0)
  expect(await query(counted)).toBe('5000\t5000\t7\t1')
})

test('after Ctrl-C it finishes its batch, and the command that it names adds the others', async () => {
  const running = startSeedPython(['--rows=1e5', '--batch-rows=1e3', '--json'])
  await vi.waitFor(async () => expect(Number(await query('SELECT count() FROM TABLE'))).toBeGreaterThan(0), {
    timeout: 60_000,
  })
  running.child.kill('SIGINT')
  const { code, stdout, stderr } = await running.result
  expect(code, stderr).toBe(130)
  const { rowsInserted } = JSON.parse(stdout) as { rowsInserted: number }
  expect(await query('SELECT count() FROM TABLE')).toBe(String(rowsInserted))
  expect(rowsInserted).toBeLessThan(1e5)
  const anchor = /make seed-python ROWS=100000 SEED='1' BATCH_ROWS=1000 DAYS=30 ANCHOR=(\S+)/.exec(stderr)?.[1]
  const again = await startSeedPython(['--rows=1e5', '--batch-rows=1e3'], { ANCHOR: anchor ?? '' }).result
  expect(again.code, again.stderr).toBe(0)
  expect(await query('SELECT count(), uniqExact(event_id) FROM TABLE')).toBe('100000\t100000')
})

test.each([
  ['rows that are none', { ROWS: 'many' }, 2, 'ROWS=many is not valid'],
  ['a cluster', { CLICKHOUSE_URL: url, CLICKHOUSE_CLUSTER: 'c' }, 2, 'CLICKHOUSE_CLUSTER=c is not valid'],
  ['a ClickHouse that is not there', { CLICKHOUSE_URL: 'http://127.0.0.1:1' }, 1, '127.0.0.1:1'],
])('%s', async (_, environment, code, message) => {
  const result = await startSeedPython([], environment).result
  expect(result.code, result.stderr).toBe(code)
  expect(result.stderr).toContain(message)
  expect(result.stderr).not.toContain('    at ')
  expect(result.stderr).not.toContain('Traceback')
})
