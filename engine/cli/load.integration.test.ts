// `millrace load` as a user runs it: stopped, killed, done again.
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, inject, test, vi } from 'vitest'
import { z } from 'zod'
import { queryClickHouse } from '../testing/query-clickhouse.ts'
import { runMillrace, startMillrace, type MillraceResult } from '../testing/run-millrace.ts'
import { testClickHouse } from '../testing/test-clickhouse.ts'

const { url } = await testClickHouse()
const folder = await mkdtemp(join(tmpdir(), 'millrace-load-cli-'))
const rowCount = 400_000
const files = join(folder, 'shards', '*.csv.lz4')
const reportSchema = z.object({ filesIn: z.number(), rowsInserted: z.number(), rowsAlreadyIn: z.number() })
let environment: Record<string, string>
let database = ''

beforeAll(async () => {
  const out = join(folder, 'shards')
  const args = ['csv', '--out', out, '--rows', String(rowCount), '--shards', '1', '--compression', 'lz4']
  expect(await runMillrace(args, {})).toMatchObject({ ended: 0 })
})
beforeEach(() => {
  database = `load_cli_${randomUUID().replaceAll('-', '')}`
  environment = { DATA_DIR: inject('dataDir'), CLICKHOUSE_DATABASE: database }
  return () => queryClickHouse(url, `DROP DATABASE IF EXISTS ${database} SYNC`)
})
afterAll(() => rm(folder, { recursive: true }))

const load = (...args: string[]): Promise<MillraceResult> => runMillrace(['load', ...args], environment)

async function rowsInLedger(): Promise<number> {
  return Number(await queryClickHouse(url, `SELECT max(row_count) FROM ${database}.loaded_files`))
}

async function expectAllOnce(): Promise<void> {
  const counts = `SELECT count(), uniqExact(event_id), (SELECT sum(rows) FROM ${database}.page_events_by_minute) FROM ${database}.page_events`
  expect(await queryClickHouse(url, counts)).toBe(`${rowCount}\t${rowCount}\t${rowCount}`)
}

test.each(['SIGKILL', 'SIGINT'] as const)('%s in the middle of a file, then the same again', async (signal) => {
  const running = startMillrace(['load', '--files', files], environment)
  await vi.waitFor(async () => expect(await rowsInLedger()).toBeGreaterThan(0), { timeout: 60_000 })
  running.child.kill(signal)
  const { ended, stderr } = await running.result
  expect(ended, stderr).toBe(signal === 'SIGINT' ? 130 : signal)
  if (signal === 'SIGINT') expect(stderr).toContain(`To go on from here: make load FILES='${files}'`)

  const again = await load('--files', files, '--json')
  expect(again.ended, again.stderr).toBe(0)
  const report = reportSchema.parse(JSON.parse(again.stdout))
  expect(report.filesIn).toBe(1)
  expect(report.rowsAlreadyIn).toBeGreaterThan(0)
  expect(report.rowsAlreadyIn + report.rowsInserted).toBe(rowCount)
  await expectAllOnce()
  expect((await load('--files', files)).stderr).toContain(
    'all 1 files are in already (400,000 rows), nothing was added',
  )
  await expectAllOnce()
})

test('a bad file is named with its row, and the exit code says so', async () => {
  const bad = join(folder, 'bad.csv')
  await writeFile(bad, 'event_type,duration_ms\nclick,1\nclick,long\n')
  const { ended, stderr } = await load('--files', bad)
  expect(ended).toBe(1)
  expect(stderr).toMatch(/FAILED \S+bad.csv, row 2, in what follows byte 23: .*duration_ms/)
  expect(stderr).toMatch(/0 of 1 files are in · 1 FAILED/)
  expect(stderr).not.toContain('    at ')
})

test('what matches nothing, and a table that is not there', async () => {
  const none = await load('--files', join(folder, '*.nothing'))
  expect(none.ended).toBe(2)
  expect(none.stderr).toMatch(/^FILES=\S+ is not valid: no file matches it/)
  const table = await load('--files', files, '--table', 'shop.visits')
  expect(table.ended).toBe(2)
  expect(table.stderr).toMatch(
    /TABLE=shop.visits is not valid: there is no such table: make it first, or TABLE=page_events or orders/,
  )
})
