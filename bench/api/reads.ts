// What reading costs: the API's routes under 50 clients that ask again as soon as they are answered, over ROWS seeded rows
// (1e7), and a series that nobody has asked for before.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import autocannon from 'autocannon'
import { readConfig } from '@millrace/engine/config/config.ts'
import { parseSeedOptions } from '@millrace/engine/seed/seed-options.ts'
import { openWarehouse } from '@millrace/engine/warehouse/open-warehouse.ts'
import { seed } from '@millrace/engine/seed/seed.ts'
import { Latencies } from './latencies.ts'
import { measureLive } from './live.ts'
import { startApi } from './running-api.ts'

const clientCount = 50
const seconds = Number(process.env['BENCH_SECONDS'] ?? 10)
const uncachedCount = 100
const hourMs = 3_600_000
const anchorMs = Math.floor(Date.now() / hourMs) * hourMs
const ignore = (): void => undefined

const given = process.env['DATA_DIR']
const dataDir = given ?? (await mkdtemp(join(tmpdir(), 'millrace-bench-')))
try {
  if (given === undefined) await seedRows(dataDir)
  const api = await startApi(dataDir)
  try {
    await measureReads(api.url)
    await measureLive(api, dataDir)
  } finally {
    await api.stop()
  }
} finally {
  if (given === undefined) await rm(dataDir, { recursive: true, force: true, maxRetries: 50, retryDelay: 200 })
}

async function seedRows(folder: string): Promise<void> {
  const config = { ...readConfig({ ...process.env, DATA_DIR: folder }), STAGING: 'none' as const }
  const rows = process.env['ROWS'] ?? '1e7'
  const options = parseSeedOptions({ ROWS: rows, ANCHOR: new Date(anchorMs).toISOString(), FORMAT: 'native' })
  const observer = { notify: ignore, onStart: ignore }
  const { report } = await seed(config, options, observer, new AbortController().signal)
  await untilMerged(folder)
  console.log(`${report.rows.toLocaleString('en-US')} rows seeded; ${clientCount} clients, ${seconds} s a route`)
}

/** What seeding leaves ClickHouse to do is not what is measured. */
async function untilMerged(folder: string): Promise<void> {
  const opened = await openWarehouse(readConfig({ ...process.env, DATA_DIR: folder }), ignore)
  try {
    while ((await opened.warehouse.text('SELECT count() FROM system.merges')).trim() !== '0') await sleep(500)
  } finally {
    await opened.close()
  }
}

async function measureReads(url: string): Promise<void> {
  const day = new Date(anchorMs - 24 * hourMs).toISOString()
  await underLoad(`${url}/metrics/overview`)
  await underLoad(`${url}/metrics/type-breakdown`)
  await underLoad(`${url}/metrics/time-series?from=${day}&to=${new Date(anchorMs).toISOString()}&interval=5m`)
  await underLoad(`${url}/metrics/events?limit=100`)
  await underLoad(`${url}/events?limit=1000`)
  await underLoad(`${url}/events?limit=1000`, { 'accept-encoding': 'gzip' })
  await uncachedSeries(url)
}

async function underLoad(url: string, headers: Record<string, string> = {}): Promise<void> {
  await (await fetch(url, { headers })).arrayBuffer() // the first answer is made, not measured
  const latencies = new Latencies()
  const statuses = new Map<number, number>()
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const options = { headers, url, connections: clientCount, duration: seconds }
    const running = autocannon(options, (error: unknown, done) => {
      if (error === null) resolve(done)
      else reject(new Error('the load generator failed', { cause: error }))
    })
    running.on('response', (_client, status, _bytes, responseMs) => {
      latencies.recordMs(responseMs)
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
    })
  })
  const { pathname, search } = new URL(url)
  const encoding = headers['accept-encoding']
  const wrong = [...statuses].filter(([status]) => status !== 200).map(([status, count]) => `${count} × ${status}`)
  console.log(
    [
      `${pathname}${search}${encoding === undefined ? '' : ` ${encoding}`}: ${latencies.summary()}`,
      `${Math.round(result.requests.average).toLocaleString('en-US')} requests/s`,
      `${(result.throughput.average / 1e6).toFixed(0)} MB/s`,
      ...(wrong.length > 0 || result.errors > 0 ? [`${result.errors} ERRORS, ${wrong.join(', ')}`] : []),
    ].join(' · '),
  )
  await sleep(100)
}

/** One client, a range of 30 days by hour that differs by an hour each time. */
async function uncachedSeries(url: string): Promise<void> {
  const latencies = new Latencies()
  for (let i = 0; i < uncachedCount; i++) {
    const to = anchorMs - i * hourMs
    const range = `from=${new Date(to - 30 * 24 * hourMs).toISOString()}&to=${new Date(to).toISOString()}`
    const startedAtMs = performance.now()
    const answer = await fetch(`${url}/metrics/time-series?${range}&interval=1h`)
    await answer.arrayBuffer()
    latencies.recordMs(performance.now() - startedAtMs)
    if (!answer.ok) throw new Error(`the series was answered with ${answer.status}`)
  }
  console.log(`30 days by hour, uncached, one client: ${latencies.summary()}`)
}
