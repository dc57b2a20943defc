// `millrace dataset` on tables that are there, as a user gives it.
import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { parse } from 'yaml'
import { datasetFile, type DatasetFile } from '@millrace/schemas/dataset-file/dataset-file.ts'
import { queryClickHouse } from '../testing/query-clickhouse.ts'
import { runMillrace, type MillraceResult } from '../testing/run-millrace.ts'
import { testClickHouse } from '../testing/test-clickhouse.ts'

const { url } = await testClickHouse()
const database = `profile_${randomUUID().replaceAll('-', '')}`
const rowCount = 20_000
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-dataset-'))
  await query(`CREATE DATABASE ${database}`)
  await query(
    `CREATE TABLE ${database}.visits (${columns}) ENGINE = MergeTree PARTITION BY toYYYYMM(at) ORDER BY (tier, at)`,
  )
  await query(`INSERT INTO ${database}.visits SELECT ${values} FROM numbers(${rowCount})`)
})
afterAll(async () => {
  await query(`DROP DATABASE ${database} SYNC`)
  await rm(folder, { recursive: true })
})

const query = (sql: string): Promise<string> => queryClickHouse(url, sql)
const millrace = (...args: string[]): Promise<MillraceResult> =>
  runMillrace(['dataset', '--from', `${database}.visits`, ...args], {
    DATA_DIR: inject('dataDir'),
    CLICKHOUSE_URL: url,
  })

const columns = `id UInt64 COMMENT 'the key', at DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)), seen Nullable(DateTime('UTC')), day Date,
  tier Enum8('free' = 1, 'pro' = 2), is_open Bool, status LowCardinality(String), page String, note Nullable(String), token String,
  state FixedString(2), price Decimal(12, 2), size UInt32, pages UInt8, session UUID, u7 UUID, ip4 IPv4, tags Array(String),
  pos Tuple(Float64, Float64), more JSON, twice UInt64 ALIAS id * 2, score Float32`
const at = `toDateTime64('2026-03-01 00:00:00.000', 3, 'UTC') + toIntervalMillisecond(number * 86400)`
const values = `
  number + 100 AS id, ${at} AS at, if(number % 4 = 0, NULL, toDateTime(at, 'UTC') + number % 3600) AS seen, toDate(at) AS day,
  if(number % 10 < 7, 'free', 'pro') AS tier, number % 5 = 0 AS is_open,
  ['secret_a', 'secret_b', ''][1 + number % 10 % 3] AS status,
  if(number % 10 = 0, '', concat('/secret/', toString(number * 7 % 1000))) AS page,
  if(number % 2 = 0, NULL, ['kept', 'secret'][1 + number % 3 % 2]) AS note, concat('secret', hex(sipHash64(number))) AS token,
  ['aa', 'bb', 'zz'][1 + number % 3] AS state, number % 2000 / 100 AS price, if(number % 3 = 0, 4096, number % 5000) AS size,
  number % 9 AS pages, reinterpretAsUUID(sipHash128(intDiv(number, 5))) AS session, generateUUIDv7() AS u7,
  toIPv4(3232235776 + number % 700) AS ip4, ['secret'] AS tags, (1, 2) AS pos, '{"a":1}' AS more, number / 7 AS score`

async function written(...args: string[]): Promise<{ file: DatasetFile; text: string; stderr: string }> {
  const { ended, stdout, stderr } = await millrace(...args)
  expect(ended, stderr).toBe(0)
  return { file: datasetFile.parse(parse(stdout)), text: stdout, stderr }
}

test('from names and types', async () => {
  const { file, text } = await written()
  expect(file.table).toEqual({ orderBy: ['tier', 'at'], partitionBy: 'toYYYYMM(at)' })
  expect(file.columns['id']).toEqual({
    type: 'UInt64',
    from: 'power',
    count: 1_000_000,
    first: 1,
    skew: 2,
    comment: 'the key',
  })
  expect(file.columns['at']).toMatchObject({ from: 'time', codec: 'Delta(8), ZSTD(1)' })
  expect(file.columns['seen']).toMatchObject({ from: 'time', nulls: 0.1 })
  expect(file.columns['tags']).toMatchObject({ from: 'any' })
  expect(text).toMatch(/# left out: more .*JSON.*DEFAULT/)
  expect(text).toMatch(/# left out: twice, which is ALIAS/)
})

test('from what is in it: keys, times, weights, quantiles, shares of NULL', async () => {
  const { file, text } = await written('--profile')
  const column = (name: string): object => file.columns[name] ?? {}
  expect(text).toMatch(/# Measured: all 20,000 rows/)
  expect(file.times).toMatchObject({ to: '2026-03-20T23:58:33.601Z', rhythm: 'even' })
  expect(column('id')).toMatchObject({ from: 'sequence', first: 100 })
  expect(column('at')).toMatchObject({ from: 'time' })
  expect(column('seen')).toMatchObject({ from: 'after', nulls: 0.25 })
  expect(column('day')).toMatchObject({ from: 'time' })
  expect(column('tier')).toMatchObject({ from: 'choice', values: ['free', 'pro'], weights: [0.7, 0.3] })
  expect(column('is_open')).toMatchObject({ from: 'choice', values: [false, true], weights: [0.8, 0.2] })
  expect(column('status')).toMatchObject({ from: 'choice', weights: [0.4, 0.3, 0.3] })
  expect(column('page')).toMatchObject({ from: 'case', column: 'page_given', when: { empty: { values: [''] } } })
  expect(column('note')).toMatchObject({ from: 'choice', nulls: 0.5 })
  expect(column('token')).toMatchObject({ from: 'template', template: '{token_number:hash22}' })
  expect(column('token_number')).toMatchObject({ from: 'sequence', hidden: true })
  expect(column('price')).toMatchObject({ from: 'quantiles' })
  expect(column('size')).toMatchObject({ from: 'quantiles' })
  expect(column('pages')).toMatchObject({ from: 'choice' })
  expect(column('session')).toMatchObject({ from: 'faker', method: 'string.uuid' })
  expect(column('u7')).toMatchObject({ from: 'uuid', version: 7 })
  expect(column('ip4')).toMatchObject({ from: 'quantiles' })
  expect(column('tags')).toMatchObject({ from: 'any', length: 1 })
  expect(column('score')).toMatchObject({ from: 'quantiles' })
})

test('no text of the table is in the file, unless it is asked for', async () => {
  const originals = await query(
    `SELECT DISTINCT arrayJoin([status, page, assumeNotNull(note), token, toString(state), toString(session), toString(ip4)]) AS text
     FROM ${database}.visits WHERE text != ''`,
  )
  const { file, text } = await written('--profile')
  expect(text).not.toMatch(/secret|kept/)
  expect(textsOf(file).filter((each) => originals.split('\n').includes(each))).toEqual([])
  const asked = await written('--profile', '--values')
  expect(asked.file.columns['status']).toMatchObject({
    values: expect.arrayContaining(['secret_a', 'secret_b', '']) as unknown,
  })
})

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, each]) => [key, ...textsOf(each)])
}

test('a sample, of which the file says how large it is', async () => {
  const { file, text } = await written('--profile', '--sample-rows', '9000')
  const [, sampled] = /# Measured: ([\d,]+) of 20,000 rows/.exec(text) ?? []
  expect(Number(sampled?.replace(',', ''))).toBeLessThan(rowCount)
  expect(file.columns['tier']).toMatchObject({ from: 'choice' })
})

test('a file that is there is kept, unless it is to be written anew', async () => {
  const out = join(folder, 'visits.yaml')
  await writeFile(out, 'mine')
  const refused = await millrace('--out', out)
  expect([refused.ended, refused.stderr]).toEqual([2, expect.stringMatching(/OUT=.* is there already: FORCE=1/)])
  expect(await readFile(out, 'utf8')).toBe('mine')
  const forced = await millrace('--out', out, '--force')
  expect([forced.ended, forced.stdout], forced.stderr).toEqual([0, ''])
  expect(parse(await readFile(out, 'utf8'))).toMatchObject({ name: 'visits' })
})

test.each([
  [['--from', 'default.none'], /there is no table/],
  [['--from', 'a b'], /FROM=a b is not valid/],
  [['--sample-rows', 'few'], /SAMPLE_ROWS=few is not valid/],
])('%j is refused', async (args, message) => {
  const { ended, stderr } = await millrace(...args)
  expect([ended, stderr]).toEqual([2, expect.stringMatching(message)])
})
