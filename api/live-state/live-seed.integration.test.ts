// Seeding processes, as those who watch see them.
import { randomUUID } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { openPipelineBus } from '@millrace/engine/bus/open-bus.ts'
import type { PipelineBus } from '@millrace/engine/bus/pipeline-bus.ts'
import type { PipelineSnapshot } from '@millrace/engine/bus/pipeline-snapshot.ts'
import { startMillrace, type MillraceResult, type RunningMillrace } from '@millrace/engine/testing/run-millrace.ts'
import { testClickHouse } from '@millrace/engine/testing/test-clickhouse.ts'
import type { PipelineCountersAnswer } from '@millrace/schemas/api/answers/pipeline-counters.ts'
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest'
import { z } from 'zod'
import { PipelineState } from './pipeline-state.ts'

await testClickHouse()
const soon = { timeout: 30_000, interval: 10 }
const rowCount = 400_000
const rising = ['rowsGenerated', 'rowsStaged', 'rowsInserted', 'blocksInserted', 'rowsTotal'] as const

interface Watcher {
  readonly state: PipelineState
  readonly snapshots: readonly PipelineSnapshot[]
  readonly seen: readonly PipelineCountersAnswer[]
}

let dataDir: string
let database: string
let nowMs: number
let told: string[]
let bus: PipelineBus
const closing: (() => Promise<void>)[] = []

beforeEach(() => {
  dataDir = inject('dataDir')
  database = `live_${randomUUID().replaceAll('-', '')}`
  nowMs = 0
  told = []
  bus = openPipelineBus({ dataDir, redisUrl: undefined, database }, (message) => told.push(message))
})
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()))
  expect(told).toEqual([])
})

async function watch(): Promise<Watcher> {
  const state = new PipelineState({ nowMs: () => nowMs })
  const snapshots: PipelineSnapshot[] = []
  const seen: PipelineCountersAnswer[] = []
  const subscription = await bus.subscribe((snapshot) => {
    snapshots.push(snapshot)
    state.take(snapshot)
    seen.push(state.counters())
  })
  closing.push(() => subscription.close())
  return { state, snapshots, seen }
}

function startSeed(staging: string, ...more: string[]): RunningMillrace {
  const args = ['seed', '--json', '--rows', String(rowCount), '--batch-rows', '10000', ...more]
  const seed = startMillrace(args, { DATA_DIR: dataDir, CLICKHOUSE_DATABASE: database, STAGING: staging })
  closing.push(async () => {
    seed.child.kill('SIGKILL')
    await seed.result
  })
  return seed
}

function rowsInserted({ stdout }: MillraceResult): number {
  return z.object({ rowsInserted: z.number() }).parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).rowsInserted
}

const rowsIn = ({ state }: Watcher): number => state.counters().rowsInserted

describe.each(['none', 'spool'])('a seed through %s', (staging) => {
  test('is seen from its start to its end, without going back, and exactly', async () => {
    const first = await watch()
    const seed = startSeed(staging)
    await expect.poll(() => rowsIn(first), soon).toBeGreaterThan(0)
    const late = await watch()
    await expect.poll(() => late.snapshots.length, { timeout: 1_000, interval: 10 }).toBeGreaterThan(0)
    expect(rowsIn(late)).toBeGreaterThan(0)

    const result = await seed.result
    expect(result).toMatchObject({ ended: 0 })
    for (const { state, seen, snapshots } of [first, late]) {
      await expect.poll(() => state.counters().state, soon).toBe('idle')
      expect(state.counters()).toMatchObject({
        rowsTotal: rowCount,
        rowsGenerated: rowCount,
        rowsStaged: rowCount,
        rowsInserted: rowsInserted(result),
        blocksInserted: 40,
        insertsInFlight: 0,
        lagBlocks: 0,
        lagBytes: 0,
      })
      expect(rowsInserted(result)).toBe(rowCount)
      expect(state.pipelines()).toMatchObject([{ kind: 'seed', state: 'done', staging, processId: seed.child.pid }])
      expect(state.insertLatency().counts.reduce((sum, count) => sum + count, 0)).toBe(40)
      expect(new Set(seen.map(({ since }) => since)).size).toBe(1)
      for (const name of rising) {
        const values = seen.map((counters) => counters[name])
        expect(values).toEqual(values.toSorted((a, b) => a - b))
      }
      expect(snapshots.filter(({ isFinal }) => isFinal)).toHaveLength(1)
    }
    expect(first.snapshots[0]).toMatchObject({ sequence: 0, rowsInserted: 0 })
    expect(await readdir(join(dataDir, 'bus', database))).toEqual([])
  })
})

test('a seed that is interrupted tells what it did last', async () => {
  const watcher = await watch()
  const seed = startSeed('none', '--rows', '50M')
  await expect.poll(() => rowsIn(watcher), soon).toBeGreaterThan(0)
  seed.child.kill('SIGINT')
  const result = await seed.result
  expect(result).toMatchObject({ ended: 130 })
  await expect.poll(() => watcher.state.pipelines(), soon).toMatchObject([{ state: 'done' }])
  expect(rowsIn(watcher)).toBe(rowsInserted(result))
})

test('a seed that is killed is lost, and the one that goes on counts from what is in', async () => {
  const watcher = await watch()
  const killed = startSeed('none')
  await expect.poll(() => rowsIn(watcher), soon).toBeGreaterThan(0)
  killed.child.kill('SIGKILL')
  await killed.result
  await expect.poll(() => readdir(join(dataDir, 'bus', database)), soon).toEqual([])
  expect(watcher.state.pipelines()).toMatchObject([{ state: 'running' }])
  nowMs += 10_001
  expect(watcher.state.pipelines()).toMatchObject([{ state: 'lost' }])
  expect(watcher.state.counters()).toMatchObject({ state: 'idle', rowsPerSecond: 0 })

  const result = await startSeed('none').result
  expect(result).toMatchObject({ ended: 0 })
  await expect.poll(() => watcher.state.pipelines(), soon).toMatchObject([{ state: 'done' }])
  const { rowsAlreadyIn, ...counters } = watcher.state.counters()
  expect(counters.rowsInserted).toBe(rowsInserted(result))
  expect(rowsAlreadyIn + counters.rowsInserted).toBe(rowCount)
})

test('a seed that has nothing to do is not seen', async () => {
  expect(await startSeed('none').result).toMatchObject({ ended: 0 })
  const watcher = await watch()
  expect(await startSeed('none').result).toMatchObject({ ended: 0 })
  expect(watcher.snapshots).toEqual([])
})

test('a seed that fails tells what it did last', async () => {
  const watcher = await watch()
  const seed = startSeed('none', '--rows', '20M')
  await expect.poll(() => rowsIn(watcher), soon).toBeGreaterThan(0)
  const drop = startMillrace(['sql', `DROP TABLE ${database}.page_events SYNC`], {
    DATA_DIR: dataDir,
    CLICKHOUSE_DATABASE: database,
  })
  expect(await drop.result).toMatchObject({ ended: 0 })
  expect((await seed.result).ended).not.toBe(0)
  await expect.poll(() => watcher.state.pipelines(), soon).toMatchObject([{ state: 'done' }])
})
