// A table, its profile, and a table made of the profile alone: shares, quantiles and NULLs of the second are those of the first.
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ColumnDefinition } from '@millrace/schemas/dataset/dataset.ts'
import { datasetNamed } from '@millrace/schemas/datasets/datasets.ts'
import { afterAll, expect, inject, test } from 'vitest'
import { queryClickHouse } from '../testing/query-clickhouse.ts'
import { runMillrace } from '../testing/run-millrace.ts'
import { testClickHouse } from '../testing/test-clickhouse.ts'
import { measureKind, numberSql } from './measure/column-kind.ts'

const { url } = await testClickHouse()
const suffix = randomUUID().replaceAll('-', '')
const [profiled, made] = [`profiled_${suffix}`, `made_${suffix}`]
const tolerance = 0.05
const smallShare = 0.001
const smallShareTolerance = 0.0001
/** Of few rows, a share is off by chance. */
const chanceDeviations = 4
const valuesCompared = 10
const quantiles = [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99]

afterAll(async () => {
  for (const database of [profiled, made]) await queryClickHouse(url, `DROP DATABASE IF EXISTS ${database} SYNC`)
})

async function millrace(database: string, ...args: string[]): Promise<void> {
  const environment = { DATA_DIR: inject('dataDir'), CLICKHOUSE_URL: url, CLICKHOUSE_DATABASE: database }
  const { ended, stderr } = await runMillrace(args, environment)
  expect(ended, stderr).toBe(0)
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
    const folder = await mkdtemp(join(tmpdir(), 'millrace-profile-'))
    const path = join(folder, 'like.yaml')
    const seeding = ['--rows', String(rowCount), '--staging', 'none']
    await millrace(profiled, 'seed', '--dataset', name, ...seeding, '--anchor', '2026-11-24T00:00:00Z')
    await millrace(profiled, 'dataset', '--from', `${profiled}.${name}`, '--profile', '--out', path)
    await millrace(made, 'seed', '--dataset', path, ...seeding)
    await rm(folder, { recursive: true })

    const from = [`${profiled}.${name}`, `${made}.${name}`] as const
    const differences: string[] = []
    for (const column of datasetNamed(name).columns) {
      if (['many', 'other'].includes(measureKind(column.type))) continue
      differences.push(...(await shareDifferences(column, from)), ...(await quantileDifferences(column, from)))
    }
    expect(differences).toEqual([])
    const [rows] = await numbers(`SELECT count() FROM ${made}.${name}`)
    expect(rows).toBe(rowCount)
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
  if ((kind !== 'number' && kind !== 'time' && kind !== 'text') || distinct < 200) return []
  const number = kind === 'text' ? `toFloat64(length(${name}))` : numberSql(name, type)
  const ofNumbers = (from: string): string =>
    `SELECT quantilesExact(${quantiles.join(', ')})(assumeNotNull(${number})) FROM ${from} WHERE isNotNull(${name})`
  const [intended, found] = [await numbers(ofNumbers(original)), await numbers(ofNumbers(like))]
  const [least = 0] = await numbers(`SELECT min(${number}) FROM ${original} WHERE isNotNull(${name})`)
  const origin = kind === 'time' ? least : 0
  const [valueCount = 0] = await numbers(`SELECT count(${name}) FROM ${like}`)
  const differences: string[] = []
  for (const [i, value] of intended.entries()) {
    const [quantile = 0, of = 0] = [quantiles[i], found[i]]
    if (Math.abs(of - value) <= tolerance * Math.abs(value - origin)) continue
    const [share = 0] = await numbers(`SELECT countIf(${number} <= ${value}) / ${valueCount} FROM ${like}`)
    if (Math.abs(share - quantile) <= chanceDeviations * Math.sqrt((quantile * (1 - quantile)) / valueCount)) continue
    differences.push(`${name}: quantile ${quantile} is ${of} instead of ${value}`)
  }
  return differences
}
