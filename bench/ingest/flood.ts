// Many events at once: how fast they are taken, how long an acknowledgement takes, and when the last one is in ClickHouse.
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { qualifiedName } from '@millrace/schemas/ddl/identifier.ts'
import type { Warehouse } from '@millrace/engine/warehouse/warehouse.ts'
import { z } from 'zod'
import type { RunningApi } from '../api/running-api.ts'

const stream = join(import.meta.dirname, '../../api/stream/stream.ts')
const eventsPerRequest = 1_000
const arriveMsMax = 120_000
const pollMs = 20

const report = z.object({
  accepted: z.number(),
  seconds: z.number(),
  eventsPerSecond: z.number(),
  retries: z.number(),
  acknowledgedMs: z.object({ p50: z.number(), p99: z.number() }),
})

export interface FloodOptions {
  readonly api: RunningApi
  readonly warehouse: Warehouse
  readonly environment: NodeJS.ProcessEnv
  readonly seconds: number
  readonly via: 'http' | 'grpc'
  readonly rate: number
}

export async function measureFlood(options: FloodOptions): Promise<void> {
  const { api, warehouse, environment, seconds, via, rate } = options
  const before = await rowCount(warehouse)
  const startedAtMs = performance.now()
  const { stdout } = await promisify(execFile)(process.execPath, [stream, '--json'], {
    env: {
      ...environment,
      API_PORT: new URL(api.url).port,
      GRPC_PORT: String(api.grpcPort),
      RATE: String(rate),
      VIA: via,
      SECONDS: String(seconds),
      PER_REQUEST: String(eventsPerRequest),
    },
    killSignal: 'SIGKILL',
    timeout: (seconds + 120) * 1000,
  })
  const sent = report.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''))
  const sentAtMs = performance.now()
  const expected = before + sent.accepted
  let found = await rowCount(warehouse)
  while (found < expected && performance.now() - sentAtMs < arriveMsMax) {
    await sleep(pollMs)
    found = await rowCount(warehouse)
  }
  await sleep(1_000) // what would come twice has come by now
  found = await rowCount(warehouse)
  const endToEnd = sent.accepted / (sent.seconds + (performance.now() - 1_000 - sentAtMs) / 1000)
  console.log(
    [
      `${via}, ${rate.toLocaleString('en-US')} events/s asked for, ${eventsPerRequest} to a request`,
      `${sent.eventsPerSecond.toLocaleString('en-US')} events/s taken`,
      `${Math.round(endToEnd).toLocaleString('en-US')} events/s into ClickHouse`,
      `acknowledged p50 ${sent.acknowledgedMs.p50} ms, p99 ${sent.acknowledgedMs.p99} ms`,
      `${sent.retries} retries`,
      found === expected
        ? `all ${sent.accepted.toLocaleString('en-US')} there once`
        : `${found - expected} ROWS DIFFER`,
      `${((performance.now() - startedAtMs) / 1000).toFixed(0)} s`,
    ].join(' · '),
  )
  if (found !== expected) process.exitCode = 1
}

async function rowCount(warehouse: Warehouse): Promise<number> {
  return Number(await warehouse.text(`SELECT count() FROM ${qualifiedName(warehouse.database, 'page_events')}`))
}
