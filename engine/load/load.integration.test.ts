// Files into the real ClickHouse: every row once, whatever is done again, killed, renamed, changed or broken.
import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { datasetNamed } from '@millrace/schemas/datasets/datasets.ts'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { readConfig } from '../config/config.ts'
import { thisMachine } from '../machine/this-machine.ts'
import { makeShards } from '../shards/make-shards.ts'
import { parseShardOptions, type RawShardOptions } from '../shards/shard-options.ts'
import { seededDatabase, type SeededDatabase } from '../testing/seeded-database.ts'
import { testClickHouse } from '../testing/test-clickhouse.ts'
import { verify } from '../verify/verify.ts'
import { Warehouse } from '../warehouse/warehouse.ts'
import { findFiles } from './find-files.ts'
import { loadInto } from './load-files.ts'
import { parseLoadOptions, type RawLoadOptions } from './load-options.ts'
import type { LoadReport } from './load-report.ts'

const { url } = await testClickHouse()
const limits = { blockBytesMax: 64_000, recordsMax: 1_000_000, recordBytesMax: 200_000 }
const folder = await mkdtemp(join(tmpdir(), 'millrace-load-'))
const never = new AbortController().signal
let count = 0
let dir = ''

beforeEach(() => {
  dir = join(folder, String(count++))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function shards(raw: RawShardOptions): Promise<void> {
  await makeShards(parseShardOptions({ OUT: dir, ANCHOR: '2026-11-24T00:00:00Z', WORKERS: '1', ...raw }), {
    config: readConfig({ CLICKHOUSE_URL: url, CLICKHOUSE_DATABASE: 'shards' }),
    machine: thisMachine,
    observer: { notify: () => undefined, onStart: () => undefined },
    signal: never,
  })
}

async function load(warehouse: Warehouse, raw: RawLoadOptions): Promise<LoadReport> {
  const options = parseLoadOptions(raw)
  const observer = { notify: () => undefined, onStart: () => undefined, onFailure: () => undefined }
  const config = { RETRY_SECONDS: 60, TTL_MONTHS: 0, INSERTS_IN_FLIGHT: 2 }
  const paths = await findFiles(options.patterns)
  return (await loadInto(warehouse, { config, options, observer, paths, signal: never, limits })).report
}

async function verified({ warehouse, run }: SeededDatabase): Promise<string[]> {
  const { checks } = await verify(warehouse, datasetNamed(run.dataset), run, 1, () => undefined)
  expect(checks.length).toBeGreaterThan(5)
  return checks.filter(({ isEqual }) => !isEqual).map(({ name, expected, found }) => `${name} ${expected} ${found}`)
}

async function drop(warehouse: Warehouse): Promise<void> {
  await warehouse.command(`DROP DATABASE ${warehouse.database} SYNC`)
  await warehouse.close()
}

/** As if every process had been killed between its last insert and what the ledger says of it. */
async function forgetLastEntries(warehouse: Warehouse): Promise<void> {
  const table = `${warehouse.database}.loaded_files`
  await warehouse.command(
    `ALTER TABLE ${table} DELETE WHERE (load_id, offset_bytes) IN (SELECT load_id, max(offset_bytes) FROM ${table} GROUP BY load_id) OR state != 'begun' SETTINGS mutations_sync = 2`,
  )
}

describe('what csv writes, load brings in', () => {
  test.each([
    ['csv', 'none', '1'],
    ['csv', 'lz4', '1'],
    ['csv', 'gz', '0'],
    ['csv', 'zst', '1'],
    ['native', 'none', '1'],
    ['native', 'lz4', '1'],
    ['native', 'gz', '1'],
    ['native', 'zst', '1'],
    ['parquet', 'none', '1'],
    ['parquet', 'zst', '1'],
  ])('%s, %s: the table that seed makes, and a rerun adds nothing', async (format, compression, header) => {
    const database = await seededDatabase(url, 3_000, 500)
    await shards({
      ROWS: '3000',
      BATCH_ROWS: '500',
      SHARDS: '3',
      FORMAT: format,
      COMPRESSION: compression,
      HEADER: header,
    })
    const FILES = join(dir, '*.{csv,native,parquet}*')
    expect(await load(database.warehouse, { FILES })).toMatchObject({ files: 3, filesIn: 3, failures: [] })
    expect(await verified(database)).toEqual([])
    await forgetLastEntries(database.warehouse)
    expect(await load(database.warehouse, { FILES })).toMatchObject({ filesIn: 3, failures: [] })
    expect(await verified(database)).toEqual([])
    expect(await load(database.warehouse, { FILES })).toMatchObject({ filesIn: 3, rowsInserted: 0 })
    await drop(database.warehouse)
  })

  test('two loads of the same files at the same time', async () => {
    const database = await seededDatabase(url, 6_000, 500)
    await shards({ ROWS: '6000', BATCH_ROWS: '500', SHARDS: '3' })
    const FILES = join(dir, '*.csv')
    const reports = await Promise.all([load(database.warehouse, { FILES }), load(database.warehouse, { FILES })])
    expect(reports.map(({ filesIn }) => filesIn)).toEqual([3, 3])
    expect(await verified(database)).toEqual([])
    await drop(database.warehouse)
  })

  test('decimals, nullables, enums and arrays too', async () => {
    const warehouse = new Warehouse({ url: () => url, database: `load_${randomUUID().replaceAll('-', '')}` })
    const sums = new Set<string>()
    for (const format of ['csv', 'native', 'parquet']) {
      dir = join(folder, String(count++))
      await shards({ DATASET: 'orders', ROWS: '2000', BATCH_ROWS: '500', FORMAT: format })
      expect(await load(warehouse, { FILES: join(dir, 'orders*'), TABLE: 'orders' })).toMatchObject({
        filesIn: 4,
        rowsInserted: 2_000,
      })
      const columns = datasetNamed('orders').columns.map(({ name }) => name)
      sums.add(
        await warehouse.text(
          `SELECT count(), sum(cityHash64(formatRow('RowBinary', ${columns.join(', ')}))) FROM ${warehouse.database}.orders`,
        ),
      )
      await warehouse.command(`TRUNCATE TABLE ${warehouse.database}.orders`)
    }
    expect(sums.size).toBe(1)
    await drop(warehouse)
  })
})

describe('files of others', () => {
  let warehouse: Warehouse
  const rows = async (): Promise<string> =>
    warehouse.text(`SELECT id, name, tags FROM ${warehouse.database}.t ORDER BY id, name`)
  const rowCount = async (): Promise<number> =>
    Number(await warehouse.text(`SELECT count() FROM ${warehouse.database}.t`))
  const write = async (name: string, content: string | Uint8Array): Promise<void> => writeFile(join(dir, name), content)
  const loaded = async (files = '*', raw: RawLoadOptions = {}): Promise<LoadReport> =>
    load(warehouse, { FILES: join(dir, files), TABLE: `${warehouse.database}.t`, ...raw })
  const many = (from: number, to: number): string =>
    Array.from({ length: to - from }, (_, i) => `${from + i},"name ${from + i}",[]\n`).join('')

  beforeEach(async () => {
    dir = await mkdtemp(join(folder, 'own-'))
    warehouse = new Warehouse({ url: () => url, database: `load_${randomUUID().replaceAll('-', '')}` })
    await warehouse.command(`CREATE DATABASE ${warehouse.database}`)
    await warehouse.command(
      `CREATE TABLE ${warehouse.database}.t (id UInt32, name String, tags Array(String)) ENGINE = MergeTree ORDER BY id
       SETTINGS non_replicated_deduplication_window = 1000`,
    )
    return () => drop(warehouse)
  })

  test('quotes, line ends and letters of all kinds; headers in any order, with or without all columns', async () => {
    const text = 'a "b", äß€😀\r\nsecond\nline, \\ and \''
    const quoted = `"${text.replaceAll('"', '""')}"`
    await write('a.csv', `1,${quoted},"['x','y''z']"\n2,plain,[]\n3,id,"[]"`)
    await write('b.csv', `\ufeffname,id\r\n${quoted},4\r\nsecond,5\r\n`)
    await write('c.csv', 'id,name,tags\n')
    await write('d.csv', '')
    await write('e.jsonl', `{"id":6,"name":${JSON.stringify(text)},"tags":["x"]}\n{"id":7,"name":"n"}`)
    await write('f.json', `[\n {"id":8,\n  "name":"{"},\n {"id":9,"name":"\\"}"}\n]\n`)
    expect(await loaded()).toMatchObject({ files: 6, filesIn: 6, rowsInserted: 9, failures: [] })
    const names = await warehouse.query(
      `SELECT id, name FROM ${warehouse.database}.t ORDER BY id`,
      z.object({ id: z.number(), name: z.string() }),
    )
    expect(names.map(({ name }) => name)).toEqual([text, 'plain', 'id', text, 'second', text, 'n', '{', '"}'])
    expect(await loaded()).toMatchObject({ filesIn: 6, rowsInserted: 0, rowsAlreadyIn: 9 })
  })

  test('bad files are named with the row and the reason, the others go on; a mended one goes on where it stopped', async () => {
    await write('broken.csv', `${many(0, 5_000)}5000,"x",[]\nfive thousand and one,"x",[]\n${many(5_002, 8_000)}`)
    await write('columns.csv', 'id,nome\n1,x\n')
    await write('tags.csv', `${many(50_000, 53_000)}53000,x,none\n${many(53_001, 54_000)}`)
    await write('cut.csv.gz', gzipSync(many(20_000, 30_000)).subarray(0, -20))
    await write('fields.jsonl', '{"id":1,"colour":"red"}\n')
    await write('good.csv', many(10_000, 12_000))
    await write('open.csv', `40000,"never closed\n${'x\n'.repeat(150_000)}`)
    await write('some.txt', 'text')
    const report = await loaded()
    expect(report).toMatchObject({ filesIn: 1, filesFailed: 7 })
    const failures = new Map(report.failures.map(({ file, ...rest }) => [file.slice(dir.length + 1), rest]))
    expect(failures.get('broken.csv')).toMatchObject({ row: 5_002 })
    expect(failures.get('broken.csv')?.reason).toMatch(/five/)
    expect(failures.get('columns.csv')?.reason).toBe('its header names columns that the table has not: nome')
    expect(failures.get('tags.csv')).toMatchObject({ row: 3_001 })
    expect(failures.get('cut.csv.gz')?.reason).toBe('broken gzip: unexpected end of file')
    expect(failures.get('fields.jsonl')?.reason).toMatch(/colour/)
    expect(failures.get('open.csv')).toMatchObject({ row: 1, byte: 0 })
    expect(failures.get('some.txt')?.reason).toMatch(/say FORMAT=csv/)

    await write('broken.csv', many(0, 8_000))
    const mended = await loaded('broken.csv')
    expect(mended).toMatchObject({ filesIn: 1, failures: [] })
    expect(mended.rowsAlreadyIn).toBeGreaterThan(1_000)
    expect(mended.rowsAlreadyIn + mended.rowsInserted).toBe(8_000)
    expect(await warehouse.text(`SELECT count(), uniqExact(id) FROM ${warehouse.database}.t WHERE id < 8000`)).toBe(
      '8000\t8000\n',
    )
  })

  test('a file that has grown brings what is new; one that is renamed or copied brings nothing', async () => {
    await write('log.csv', many(0, 5_000).trimEnd())
    await write('copy.csv', many(0, 5_000).trimEnd())
    expect(await loaded()).toMatchObject({ filesIn: 2, rowsInserted: 5_000 })
    await write('log.csv', many(0, 7_000))
    expect(await loaded('log.csv')).toMatchObject({ filesIn: 1, rowsAlreadyIn: 5_000, rowsInserted: 2_000 })
    await rename(join(dir, 'log.csv'), join(dir, 'moved.csv'))
    expect(await loaded('moved.csv')).toMatchObject({ filesIn: 1, rowsAlreadyIn: 7_000, rowsInserted: 0 })
    expect(await rowCount()).toBe(7_000)
  })

  test('a file that was changed is refused, until it is said to be a new one', async () => {
    await write('a.csv', many(0, 3_000))
    await loaded()
    const other = many(1_000, 4_000)
    await write('a.csv', other)
    const report = await loaded()
    expect(report).toMatchObject({ filesFailed: 1, rowsInserted: 0 })
    expect(report.failures[0]?.reason).toMatch(/not what it was when 3000 of its rows were loaded.*CHANGED=1/)
    // The last row that is in goes on in another way.
    await write('a.csv', `${many(0, 3_000).trimEnd()}7,8\n`)
    expect(await loaded()).toMatchObject({ filesFailed: 1 })
    await write('a.csv', other)
    expect(await loaded('*', { CHANGED: '1' })).toMatchObject({ filesIn: 1, rowsInserted: 3_000 })
    expect(await loaded('*', { CHANGED: '1' })).toMatchObject({ filesIn: 1, rowsInserted: 0 })
    expect(await rowCount()).toBe(6_000)
  })

  test('FORMAT and HEADER say what a name or a first line does not', async () => {
    await write('events', 'id,name,tags\n1,x,[]\n')
    expect(await loaded('*', { FORMAT: 'csv', HEADER: '0' })).toMatchObject({ filesFailed: 1 })
    expect(await loaded('*', { FORMAT: 'csv' })).toMatchObject({ filesIn: 1, rowsInserted: 1 })
    expect(await rows()).toBe('1\tx\t[]\n')
  })

  test('a table that forgets inserts is refused with what helps, one that is not there too', async () => {
    await write('a.csv', many(0, 3))
    await warehouse.command(
      `ALTER TABLE ${warehouse.database}.t MODIFY SETTING non_replicated_deduplication_window = 10`,
    )
    await expect(loaded()).rejects.toThrow(/ALTER TABLE .* MODIFY SETTING non_replicated_deduplication_window = 10000/)
    await expect(loaded('*', { TABLE: 'nothing' })).rejects.toThrow(/there is no such table/)
    await expect(loaded('*.parquet')).rejects.toThrow(/^FILES=.* is not valid: no file matches it/)
    expect(await rowCount()).toBe(0)
  })

  test('what is no Parquet, and what ends in the middle, leaves nothing', async () => {
    await write('a.parquet', 'PAR1 and no more')
    await shards({ DATASET: 'orders', ROWS: '2000', BATCH_ROWS: '500', SHARDS: '1', FORMAT: 'native', OUT: dir })
    const native = await readFile(join(dir, 'orders-0000-of-0001.native'))
    await write('cut.native', native.subarray(0, -100))
    const report = await loaded('{a,cut}.*', { TABLE: 'orders' })
    expect(report.failures.map(({ reason }) => reason).sort()).toEqual([
      expect.stringMatching(/^Cannot read all data/),
      expect.stringMatching(/^Not a Parquet file/),
    ])
    expect(await warehouse.text(`SELECT count() FROM ${warehouse.database}.orders`)).toBe('0\n')
  })
})
