// A table, its profile, and a table made of the profile alone: shares, quantiles and NULLs of the second are those of the first.
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ColumnDefinition, DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import { datasetNamed } from '@millrace/schemas/datasets/datasets.ts'
import { afterAll, expect, test } from 'vitest'
import { datasetOfFile, loadDatasetFile } from '../dataset-file/load-dataset-file.ts'
import type { Run } from '../plan/run.ts'
import { BlockProducer } from '../produce/block-producer.ts'
import { queryClickHouse } from '../testing/query-clickhouse.ts'
import { testClickHouse } from '../testing/test-clickhouse.ts'
import { ensureTables } from '../warehouse/ensure-tables.ts'
import { Warehouse } from '../warehouse/warehouse.ts'
import { makeDataset } from './make-dataset.ts'
import { measureKind, numberSql } from './measure/column-kind.ts'

const { url } = await testClickHouse()
const database = `profiled_${randomUUID().replaceAll('-', '')}`
const warehouse = new Warehouse({ url: () => url, database })
const dayMs = 86_400_000
const batchRows = 100_000
const tolerance = 0.05
const smallShare = 0.001
const smallShareTolerance = 0.0001
/** Of few rows, a share is off by chance. */
const chanceDeviations = 4
const valuesCompared = 10
const quantiles = [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99]

afterAll(async () => {
  await queryClickHouse(url, `DROP DATABASE IF EXISTS ${database} SYNC`)
  await warehouse.close()
})

async function fill(dataset: DatasetDefinition, table: string, rowCount: number): Promise<void> {
  const { fromMs = Date.UTC(2026, 9, 25), toMs = Date.UTC(2026, 10, 24) } = dataset.times ?? {}
  const run: Run = {
    dataset: dataset.name,
    tableUuid: table,
    schemaVersion: 1,
    seed: table,
    anchorMs: toMs,
    days: (toMs - fromMs) / dayMs,
    batchRows,
    shardCount: 1,
    filled: { dataset, before: { rowCount: 0, totals: {} } },
    segments: [{ firstBatch: 0, firstRow: 0, rowCount }],
  }
  const producer = new BlockProducer(dataset, run, { format: 'native', encoding: 'lz4' })
  for (let batch = 0; batch < rowCount / batchRows; batch++) {
    await warehouse.insertBlockInto(table, producer.produce(batch))
  }
}

async function numbers(sql: string): Promise<number[]> {
  const text = await queryClickHouse(url, sql)
  return text === '' ? [] : text.replace(/[[\]]/g, '').split(/[\n,]/).map(Number)
}

test.each([
  ['page_events', 2_000_000],
  ['orders', 500_000],
] as const)(
  '%s, of %i rows',
  async (name, rowCount) => {
    const dataset = datasetNamed(name)
    await ensureTables(warehouse, dataset, 0)
    await fill(dataset, name, rowCount)

    const folder = await mkdtemp(join(tmpdir(), 'millrace-profile-'))
    const path = join(folder, 'like.yaml')
    const profile = { sampleRowsMax: 10_000_000, keepsValues: false }
    await writeFile(path, await makeDataset(warehouse, name, profile, () => undefined))
    const like = datasetOfFile(await loadDatasetFile(path), () => undefined)
    await rm(folder, { recursive: true })
    const table = `like_${name}`
    await warehouse.command(`CREATE TABLE ${database}.${table} AS ${database}.${name}`)
    await fill(like, table, rowCount)

    const differences: string[] = []
    for (const column of dataset.columns) {
      if (['many', 'other'].includes(measureKind(column.type))) continue
      const from = [`${database}.${name}`, `${database}.${table}`] as const
      differences.push(...(await shareDifferences(column, from)), ...(await quantileDifferences(column, from)))
    }
    expect(differences).toEqual([])
  },
  300_000,
)

type Tables = readonly [original: string, like: string]

async function shareDifferences({ name, type }: ColumnDefinition, [original, like]: Tables): Promise<string[]> {
  const nulls = (from: string): string => `SELECT countIf(isNull(${name})) / count() FROM ${from}`
  const byRank = (from: string): string =>
    `SELECT count() / (SELECT count(${name}) FROM ${from}) AS share FROM ${from} WHERE isNotNull(${name})
     GROUP BY ${name} ORDER BY share DESC LIMIT ${valuesCompared}`
  const byValue = (from: string): string =>
    `SELECT countIf(${name} = value) / count(${name}) FROM ${from} CROSS JOIN
     (SELECT ${name} AS value FROM ${original} WHERE isNotNull(${name}) GROUP BY value ORDER BY count() DESC, value LIMIT ${valuesCompared}) AS v
     GROUP BY value ORDER BY value`
  const [valueCount = 0] = await numbers(`SELECT count(${name}) FROM ${like}`)
  const isKept = ['number', 'named'].includes(measureKind(type))
  const queries = { NULL: nulls, rank: byRank, ...(isKept ? { value: byValue } : {}) }
  const differences: string[] = []
  for (const [what, sql] of Object.entries(queries)) {
    const [intended, found] = [await numbers(sql(original)), await numbers(sql(like))]
    for (const [i, share] of intended.entries()) {
      const difference = Math.abs((found[i] ?? 0) - share)
      const chance = chanceDeviations * Math.sqrt(share / valueCount)
      if (difference <= Math.max(chance, share < smallShare ? smallShareTolerance : tolerance * share)) continue
      differences.push(`${name}: share by ${what} ${i + 1} is ${found[i]} instead of ${share}`)
    }
  }
  return differences
}

async function quantileDifferences({ name, type }: ColumnDefinition, [original, like]: Tables): Promise<string[]> {
  const kind = measureKind(type)
  const [distinct = 0] = await numbers(`SELECT uniqCombined(${name}) FROM ${original}`)
  // Of few values, the shares have been compared.
  if ((kind !== 'number' && kind !== 'time') || distinct < 200) return []
  const ofNumber = (from: string): string =>
    `SELECT quantilesExact(${quantiles.join(', ')})(assumeNotNull(${numberSql(name, type)})) FROM ${from} WHERE isNotNull(${name})`
  const [intended, found] = [await numbers(ofNumber(original)), await numbers(ofNumber(like))]
  const [least = 0] = await numbers(`SELECT min(${numberSql(name, type)}) FROM ${original} WHERE isNotNull(${name})`)
  const origin = kind === 'time' ? least : 0
  return intended.flatMap((value, i) =>
    Math.abs((found[i] ?? 0) - value) <= tolerance * Math.abs(value - origin)
      ? []
      : [`${name}: quantile ${quantiles[i]} is ${found[i]} instead of ${value}`],
  )
}
