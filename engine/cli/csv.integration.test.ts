// Files as `millrace csv` makes them, run as a user runs it.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeEach, describe, expect, inject, test, vi } from 'vitest'
import { z } from 'zod'
import { runMillrace, startMillrace, type MillraceResult } from '../testing/run-millrace.ts'
import { thisMachine } from '../machine/this-machine.ts'

const reportSchema = z.object({
  rows: z.number(),
  rowsWritten: z.number(),
  rowsAlreadyThere: z.number(),
  shards: z.number(),
  shardsWritten: z.number(),
  format: z.string(),
  compression: z.string(),
})
const folder = await mkdtemp(join(tmpdir(), 'millrace-csv-'))
const planFile = 'millrace-shards.json'
const small = ['--rows', '2050', '--batch-rows', '100', '--anchor', '2026-11-24T00:00:00Z', '--shards', '3']
let out = ''
let count = 0

beforeEach(() => (out = join(folder, String(count++))))
afterAll(() => rm(folder, { recursive: true }))

const csv = (...args: string[]): Promise<MillraceResult> =>
  runMillrace(['csv', '--out', out, ...args], { DATA_DIR: inject('dataDir') })

async function made(...args: string[]): Promise<z.output<typeof reportSchema>> {
  const { ended, stdout, stderr } = await csv('--json', ...args)
  expect(ended, stderr).toBe(0)
  return reportSchema.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''))
}

async function shardNames(): Promise<string[]> {
  return (await readdir(out)).filter((name) => !name.startsWith('.') && name !== planFile).sort()
}

async function shards(): Promise<Buffer[]> {
  return Promise.all((await shardNames()).map((name) => readFile(join(out, name))))
}

describe('files', () => {
  test('of all rows, each with a header, and a rerun makes only what is missing', async () => {
    expect(await made(...small)).toMatchObject({ rows: 2050, rowsWritten: 2050, shards: 3, shardsWritten: 3 })
    const names = [0, 1, 2].map((shard) => `page_events-000${shard}-of-0003.csv`)
    expect(await shardNames()).toEqual(names)
    const before = await shards()
    const lines = before.map((bytes) => bytes.toString().trimEnd().split('\n'))
    for (const [header] of lines) expect(header).toMatch(/^event_id,ts,event_type,user_id,.*,metadata$/)
    expect(lines.map(({ length }) => length - 1)).toEqual([700, 700, 650])
    expect(new Set(lines.flatMap(([, ...rows]) => rows.map((row) => row.slice(0, 36)))).size).toBe(2050)

    await rm(join(out, names[1] ?? ''))
    await writeFile(join(out, `${names[1]}.partial`), 'left by a process that died')
    expect(await made()).toMatchObject({ rowsWritten: 700, rowsAlreadyThere: 1350, shardsWritten: 1 })
    expect(await shardNames()).toEqual(names)
    expect(await shards()).toEqual(before)
    const again = await csv()
    expect(again).toMatchObject({ ended: 0 })
    expect(again.stderr).toContain('is already complete: all 2,050 rows are there')
  })

  test('compressed, they hold the same bytes, whoever made them', async () => {
    await made(...small, '--workers', '1')
    const plain = await shards()
    out = join(folder, String(count++))
    await made(...small, '--compression', 'gz', '--workers', '3')
    expect((await shardNames())[0]).toBe('page_events-0000-of-0003.csv.gz')
    expect((await shards()).map((bytes) => gunzipSync(bytes))).toEqual(plain)
  })

  test('without a header; fewer batches than files leave some empty', async () => {
    await made('--rows', '20', '--batch-rows', '10', '--shards', '3', '--header', '0')
    const lengths = (await shards()).map((bytes) => bytes.toString().split('\n').length - 1)
    expect(lengths.sort()).toEqual([0, 10, 10])
  })
})

test('Ctrl-C leaves whole files only and says how to go on', async () => {
  const args = ['csv', '--out', out, '--rows', '1e6', '--batch-rows', '5_000', '--shards', '40']
  const running = startMillrace(args, {})
  await vi.waitFor(async () => expect((await readdir(out)).filter((name) => name.endsWith('.csv'))).not.toEqual([]), {
    timeout: 60_000,
  })
  running.child.kill('SIGINT')
  const { ended, stderr } = await running.result
  expect(ended, stderr).toBe(130)
  expect(stderr).toMatch(/To go on from here: make csv OUT=\S+ ROWS=1e6 SHARDS=40 BATCH_ROWS=5_000/)
  const left = await shardNames()
  expect(left.filter((name) => !name.endsWith('.csv'))).toEqual([])
  const report = await made()
  expect(report.rowsAlreadyThere).toBe(left.length * 25_000)
  expect(report.rowsWritten + report.rowsAlreadyThere).toBe(1_000_000)
})

describe('refused', () => {
  const refused = async (message: RegExp, ...args: string[]): Promise<void> => {
    const { ended, stderr } = await csv(...args)
    expect(stderr).toMatch(message)
    expect(ended).toBe(2)
  }

  test.each([
    [['--seed', 'two'], /SEED=two was asked for, they were begun with SEED=1[^]*choose another OUT/],
    [['--compression', 'gz'], /COMPRESSION=gz was asked for, they were begun with COMPRESSION=none/],
    [['--rows', '2051'], /ROWS=2051 was asked for, they were begun with ROWS=2050/],
  ])('%j in a folder of another run', async (args, message) => {
    await made(...small)
    await refused(message, ...args)
  })

  test('a folder that another process is filling', async () => {
    await made(...small)
    const unlock = thisMachine.tryLock(join(out, '.millrace-lock'))
    await refused(/another process is making files/)
    unlock?.()
    expect(await csv()).toMatchObject({ ended: 0 })
  })

  test('a file in place of the folder', async () => {
    await writeFile(out, '')
    await refused(/^OUT=.* is not valid: it must be a folder/)
  })

  test('a plan that cannot be read', async () => {
    await made(...small)
    await writeFile(join(out, planFile), '{}')
    await refused(/cannot be read: choose another OUT/)
  })
})
