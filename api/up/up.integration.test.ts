// `make up` as a process, with services of its own.
import { once } from 'node:events'
import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '@millrace/engine/services/process/free-port.ts'
import { redisProgram } from '@millrace/engine/testing/redis/redis-program.ts'
import { TestRedisServer } from '@millrace/engine/testing/redis/test-redis-server.ts'
import { runMillrace } from '@millrace/engine/testing/run-millrace.ts'
import { overview } from '@millrace/schemas/api/answers/overview.ts'
import { pipeline, type Pipeline } from '@millrace/schemas/api/answers/pipeline.ts'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { RunningUp } from './testing/running-up.ts'

await redisProgram()
// Many processes start and end here, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 300_000 })
const soon = { timeout: 60_000, interval: 50 }
const rowCount = 200_000

let dataDir: string
let environment: Record<string, string>
let api: string
let dashboard: string

beforeEach(async () => {
  dataDir = await realpath(await mkdtemp(join(tmpdir(), 'millrace-up-')))
  const apiPort = await freePort()
  const uiPort = await freePort([apiPort])
  api = `http://127.0.0.1:${apiPort}`
  dashboard = `http://127.0.0.1:${uiPort}`
  environment = {
    DATA_DIR: dataDir,
    STAGING: 'spool',
    API_PORT: String(apiPort),
    UI_PORT: String(uiPort),
    GRPC_PORT: '0',
  }
})
afterEach(() => rm(dataDir, { recursive: true, force: true, maxRetries: 50, retryDelay: 200 }))

async function readJson(url: string): Promise<unknown> {
  return (await fetch(url)).json()
}

async function readPipeline(): Promise<Pipeline> {
  return pipeline.parse(await readJson(`${dashboard}/pipeline`))
}

async function ready(): Promise<RunningUp> {
  const up = new RunningUp(environment)
  await up.until(/everything is up/)
  return up
}

test('a seed beside it is drained by it, exactly and counted once; a second one is refused; Ctrl-C leaves nothing', async () => {
  const up = await ready()
  expect(up.output).toMatch(new RegExp(`up +│ everything is up: dashboard ${dashboard} · API ${api} · gRPC port \\d+`))
  expect(await (await fetch(dashboard)).text()).toContain('<div id="app"')
  await up.until(/health: ready · clickhouse up · redis up/)

  const second = new RunningUp(environment)
  expect(await second.ended, second.output).toBe(1)
  expect(second.output).toContain(`process ${up.child.pid ?? 0}, dashboard ${dashboard}, API ${api}`)

  const seeding = { DATA_DIR: dataDir, STAGING: 'spool' }
  const args = ['seed', '--rows', String(rowCount), '--batch-rows', '10000']
  const seeded = await runMillrace(args, seeding)
  expect(seeded.ended, seeded.stderr).toBe(0)
  // By way of the dashboard's server, as the page asks.
  const total = async (): Promise<number> =>
    overview.parse(await readJson(`${dashboard}/metrics/overview`)).total_events
  await expect.poll(total, soon).toBe(rowCount)
  await expect.poll(readPipeline, soon).toMatchObject({ state: 'idle', rowsTotal: rowCount, rowsInserted: rowCount })
  expect((await readPipeline()).pipelines.toSorted((a, b) => a.kind.localeCompare(b.kind))).toMatchObject([
    { kind: 'ingest', state: 'running', rowsInserted: rowCount, processId: up.processIdOf('drain') },
    { kind: 'seed', state: 'done', rowsInserted: rowCount },
  ])
  const verified = await runMillrace(['verify'], seeding)
  expect(verified.ended, verified.stdout).toBe(0)

  expect((await up.livingProcesses(dataDir)).length).toBeGreaterThanOrEqual(8)
  up.interrupt()
  expect(await up.ended, up.output).toBe(130)
  const said = up.output.slice(up.output.indexOf('│ stopping'))
  const order = [/api has ended/, /dashboard has ended/, /drain +│ stopping/, /drain has ended/, /everything has ended/]
  const places = order.map((pattern) => said.search(pattern))
  expect(places, said).toEqual(places.toSorted((a, b) => a - b))
  expect(Math.min(...places), said).toBeGreaterThan(0)
  expect(said).toMatch(/drain +│ stopped: 200,000 rows inserted/)
  await up.untilNothingIsLeft(dataDir)
})

test('what dies is started again, and said; killed itself, it leaves nothing', async () => {
  const up = await ready()
  for (const [part, works] of [
    ['api', () => fetch(`${api}/healthz`)],
    ['dashboard', () => fetch(dashboard)],
  ] as const) {
    const before = up.processIdOf(part)
    process.kill(before, 'SIGKILL')
    await up.until(new RegExp(`${part} ended \\(SIGKILL\\); it is started again in 0\\.5 s`))
    await expect.poll(() => up.processIdOf(part), soon).not.toBe(before)
    const isOk = (): Promise<boolean> => works().then(({ ok }) => ok, () => false) // prettier-ignore
    await expect.poll(isOk, soon).toBe(true)
  }
  const drain = up.processIdOf('drain')
  process.kill(drain, 'SIGKILL')
  await up.until(/drain ended \(SIGKILL\)/)
  await expect
    .poll(async () => (await readPipeline()).pipelines.find(({ state }) => state === 'running')?.processId, soon)
    .not.toBe(drain)
  expect(up.child.exitCode).toBeNull()

  up.child.kill('SIGKILL')
  expect(await up.ended).toBe('SIGKILL')
  await up.untilNothingIsLeft(dataDir)
})

test('health is said whenever it changes, and a second Ctrl-C ends all at once', async () => {
  const redis = await startRedis()
  environment['REDIS_URL'] = redis.url
  const up = await ready()
  expect(up.output).not.toContain('local Redis')
  await up.until(/health: ready · clickhouse up · redis up/)
  await redis.kill()
  await up.until(/health: not ready · clickhouse up · redis DOWN \(.+\)/)
  await redis.start()
  await up.until(/redis DOWN[^]*health: ready · clickhouse up · redis up/)

  // The drain cannot end while it is stopped.
  process.kill(up.processIdOf('drain'), 'SIGSTOP')
  up.interrupt()
  await up.until(/up +│ stopping/)
  up.interrupt()
  expect(await up.ended).toBe(130)
  await up.untilNothingIsLeft(dataDir)
})

test('a port that is taken ends it before anything runs', async () => {
  const holder = createServer().listen(Number(environment['API_PORT']), '127.0.0.1')
  onTestFinished(() => void holder.close())
  await once(holder, 'listening')
  const up = new RunningUp(environment)
  expect(await up.ended).toBe(2)
  expect(up.output).toMatch(
    new RegExp(`API_PORT=\\d+ is not valid: .*\\(process ${process.pid}\\); .*another API_PORT`),
  )
  expect(up.output).not.toContain('starting')
})

test('a configuration that no part can run with ends it, and is said', async () => {
  const none = new RunningUp({ ...environment, STAGING: 'none' })
  expect(await none.ended).toBe(2)
  expect(none.output).toMatch(/STAGING=none leaves nothing for make up to drain/)
  const open = new RunningUp({ ...environment, API_HOST: '0.0.0.0' })
  expect(await open.ended, open.output).toBe(2)
  expect(open.output).toMatch(/api +│ API_HOST=0\.0\.0\.0 is not valid: .*API_TOKEN/)
  await open.untilNothingIsLeft(dataDir)
})

async function startRedis(): Promise<TestRedisServer> {
  const port = await freePort()
  const server = new TestRedisServer({ program: await redisProgram(), parentDir: dataDir, port, arguments: [] })
  onTestFinished(() => server.kill())
  await server.start()
  return server
}
