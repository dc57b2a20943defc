// All stages once, small, on the real ClickHouse and Kafka.
import { mkdtemp, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, expect, inject, test } from 'vitest'
import { z } from 'zod'
import { readConfig } from '@millrace/engine/config/config.ts'
import { testClickHouse } from '@millrace/engine/testing/test-clickhouse.ts'
import { testKafka } from '@millrace/engine/testing/test-kafka.ts'
import { Warehouse } from '@millrace/engine/warehouse/warehouse.ts'
import { datasetNamed } from '@millrace/schemas/datasets/datasets.ts'
import type { Arena } from '../end-to-end/contender.ts'
import { stageSchema } from '../report/bench-report.ts'
import { measureStages, type MeasureStagesOptions } from './measure-stages.ts'

const { url } = await testClickHouse()
await testKafka()
const scratch = await mkdtemp(join(inject('dataDir'), 'stages-'))
const warehouse = new Warehouse({ url: () => url, database: 'stages' })
afterAll(() => warehouse.close())

const dataset = datasetNamed('page_events')

function arena(environment: NodeJS.ProcessEnv = {}): Arena {
  const config = readConfig({ DATA_DIR: inject('dataDir'), CLICKHOUSE_DATABASE: 'stages', ...environment })
  return { config, warehouse, dataset, scratch, rows: 2_000 }
}

const small: MeasureStagesOptions = { seconds: 0.001, batchRows: 100, onResult: () => undefined }

test('every stage is measured, told as it comes, and leaves nothing behind', async () => {
  const told: string[] = []
  const { results, skipped } = await measureStages(arena(), {
    ...small,
    onResult: ({ stage, variant }) => told.push(`${stage} ${variant}`),
  })
  expect(skipped).toEqual([])
  expect(results.map(({ stage, variant }) => `${stage} ${variant}`).sort()).toEqual(told.sort())
  expect(new Set(told).size).toBe(told.length)
  const byStage = Map.groupBy(results, ({ stage }) => stage)
  expect([...byStage].map(([stage, { length }]) => `${stage} ${length}`)).toEqual([
    'bound 3',
    'generate 2',
    'encode 6',
    'compress 2',
    'checksum 4',
    'stage 4',
    'consume 4',
    'insert 12',
  ])
  for (const result of results) {
    expect(stageSchema.parse(result).rowsPerSecond.low, `${result.stage} ${result.variant}`).toBeGreaterThan(0)
  }
  const tables = await warehouse.query(
    `SELECT name FROM system.tables WHERE database = 'stages' AND name LIKE '%stage%'`,
    z.object({ name: z.string() }),
  )
  expect(tables).toEqual([])
  const spooled = (await readdir(scratch, { recursive: true })).filter((path) => path.endsWith('.block'))
  expect(spooled).toEqual([])
})

test('of the stages that are asked for, no others', async () => {
  const { results } = await measureStages(arena(), { ...small, stages: ['checksum', 'generate'] })
  expect(new Set(results.map(({ stage }) => stage))).toEqual(new Set(['generate', 'checksum']))
})

test('where there is no Kafka, the rest is measured, and the reason is given', async () => {
  const away = arena({ KAFKA_BROKERS: '127.0.0.1:1', RETRY_SECONDS: '0' })
  const { results, skipped } = await measureStages(away, { ...small, stages: ['stage'] })
  expect(results.map(({ stage, variant }) => `${stage} ${variant}`)).toEqual([
    'stage RowBinary into spool',
    'stage Native into spool',
    'consume RowBinary from spool',
    'consume Native from spool',
  ])
  expect(skipped.map(({ what }) => what)).toEqual(['staging and consuming through kafka'])
  expect(skipped[0]?.why).toContain('127.0.0.1:1')
})
