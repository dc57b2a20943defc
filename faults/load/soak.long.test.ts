// An hour of live events, of rows seeded now and then, and of dashboards that watch: neither memory nor descriptors nor files
// nor lag grow, and in the end every row is in once. SOAK_SECONDS shortens it.
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { errorMessage } from '@millrace/engine/errors/error-message.ts'
import { freePort } from '@millrace/engine/services/process/free-port.ts'
import { bareEnvironment } from '@millrace/engine/testing/bare-environment.ts'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { openBacklog, type OpenBacklog } from '../pipeline/open-backlog.ts'
import { openTestPipeline, PipelineTry } from '../pipeline/test-pipeline.ts'
import { until } from '../pipeline/until.ts'
import { KeptProcess } from '../processes/live/kept-process.ts'
import { dashboardClient } from './dashboard-client.ts'
import { growthOf } from './growth.ts'
import { openDescriptors, residentBytes } from './process-reading.ts'
import { smallFiles } from './small-files.ts'

const root = join(import.meta.dirname, '../..')
const soakSeconds = Number(process.env['SOAK_SECONDS'] ?? 3600)
const eventsPerSecond = 2_000
const dashboards = 8
const seedings = 12
const rowsPerSeeding = 50_000
const readings = 240
/** What begins and ends it, the proof included. */
const setUpMsMax = 600_000

/** What may come on top of the second quarter's median: a share of it, and a number for what is small. */
const growthMax: Readonly<Record<string, { readonly share: number; readonly more: number }>> = {
  'memory of the API': { share: 0.15, more: 24 * 1024 * 1024 },
  'memory of the drain': { share: 0.15, more: 24 * 1024 * 1024 },
  'descriptors of the API': { share: 0, more: 8 },
  'descriptors of the drain': { share: 0, more: 8 },
  'files in DATA_DIR': { share: 0, more: 20 },
  'staged blocks': { share: 0, more: 20 },
}
const streamReport = z.object({ accepted: z.number(), rejected: z.number() })

const pipeline = await openTestPipeline({ hasRedis: true })

test(
  `${soakSeconds} seconds of events, seeding and dashboards: nothing grows`,
  async () => {
    const attempt = new PipelineTry(pipeline, {
      API_PORT: String(await freePort()),
      GRPC_PORT: '0',
      LOG_LEVEL: 'warn',
      REDIS_URL: pipeline.redis?.endpoint.url ?? '',
    })
    const apiUrl = `http://127.0.0.1:${attempt.environment['API_PORT'] ?? ''}`
    const serving = new KeptProcess([join(root, 'api/serve.ts')], attempt.environment)
    const draining = new KeptProcess([join(root, 'engine/cli/millrace.ts'), 'ingest'], attempt.environment)
    const backlog = await openBacklog(attempt)
    try {
      await until('an API that is ready', () => fetch(`${apiUrl}/readyz`).then(({ ok }) => ok, () => false)) // prettier-ignore
      const [api, drain] = [serving.processId ?? 0, draining.processId ?? 0]
      const over = new AbortController()
      const filling = Promise.all([stream(attempt, over.signal), seedNowAndThen(attempt, over.signal)])
      const [[accepted, rowsSeeded], watched, series] = await Promise.all([
        filling.finally(() => over.abort()),
        Promise.all(Array.from({ length: dashboards }, () => dashboardClient(apiUrl, over.signal))),
        readUntil(over.signal, { api, drain, backlog }),
      ]).finally(() => over.abort())
      assertNoGrowth(series)
      expect(Math.min(...watched.map(({ answers, messages }) => Math.min(answers, messages)))).toBeGreaterThan(
        soakSeconds / 10,
      )
      expect([serving.processId, draining.processId], 'neither has died').toEqual([api, drain])

      await until('an empty backlog', async () => (await backlog.blocks()) === 0)
      await serving.stop()
      await draining.stop()
      expect(await attempt.outcome(accepted + rowsSeeded)).toMatchObject({ lost: 0, duplicated: 0 })
    } catch (error) {
      throw new Error(`${errorMessage(error)}\nthe API said: ${serving.said}\nthe drain said: ${draining.said}`, {
        cause: error,
      })
    } finally {
      await Promise.all([serving.stop(), draining.stop()])
      await backlog.close()
    }
  },
  soakSeconds * 1000 + setUpMsMax,
)

interface Watched {
  readonly api: number
  readonly drain: number
  readonly backlog: OpenBacklog
}

/** Readings by name, a few hundred in all. */
async function readUntil(over: AbortSignal, { api, drain, backlog }: Watched): Promise<Map<string, number[]>> {
  const series = new Map<string, number[]>()
  while (!over.aborted) {
    const now: Readonly<Record<string, number>> = {
      'memory of the API': await residentBytes(api),
      'memory of the drain': await residentBytes(drain),
      'descriptors of the API': await openDescriptors(api),
      'descriptors of the drain': await openDescriptors(drain),
      'files in DATA_DIR': (await smallFiles(pipeline.dataDir)).length,
      'staged blocks': await backlog.blocks(),
    }
    for (const [name, value] of Object.entries(now)) series.set(name, [...(series.get(name) ?? []), value])
    await sleep((soakSeconds * 1000) / readings)
  }
  return series
}

function assertNoGrowth(series: ReadonlyMap<string, readonly number[]>): void {
  const grown: string[] = []
  for (const [name, values] of series) {
    const { before, after } = growthOf(values)
    const { share = 0, more = 0 } = growthMax[name] ?? {}
    console.log(`${name}: ${before} in the second quarter, ${after} in the last`)
    if (after > before * (1 + share) + more) grown.push(`${name} went from ${before} to ${after}`)
  }
  expect(grown).toEqual([])
}

/** Resolves to the events that were taken. */
async function stream(attempt: PipelineTry, signal: AbortSignal): Promise<number> {
  const args = ['--rate', String(eventsPerSecond), '--seconds', String(soakSeconds), '--duplicates', '0.05', '--json']
  const command = [join(root, 'api/stream/stream.ts'), ...args]
  const { stdout } = await promisify(execFile)(process.execPath, command, {
    env: bareEnvironment(attempt.environment),
    signal,
  })
  const { accepted, rejected } = streamReport.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''))
  expect(rejected).toBe(0)
  return accepted
}

/** Resolves to the rows that were seeded. */
async function seedNowAndThen(attempt: PipelineTry, signal: AbortSignal): Promise<number> {
  let rowCount = 0
  for (let seeding = 1; seeding <= seedings; seeding++) {
    await sleep((soakSeconds * 1000) / (seedings + 2), undefined, { signal })
    rowCount += rowsPerSeeding
    const { ended, stderr } = await attempt.run('seed', '--rows', String(rowCount), '--batch-rows', '10000')
    if (ended !== 0) throw new Error(`seeding ended with ${ended}: ${stderr}`)
  }
  return rowCount
}
