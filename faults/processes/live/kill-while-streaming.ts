// Sends numbered events while API, drain, broker and ClickHouse are killed again and again, and says what is in afterwards.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { systemErrorCode } from '@millrace/engine/errors/error-message.ts'
import { acquireClickHouse } from '@millrace/engine/services/clickhouse/acquire-clickhouse.ts'
import { acquireKafka } from '@millrace/engine/services/kafka/acquire-kafka.ts'
import { freePort } from '@millrace/engine/services/process/free-port.ts'
import { Warehouse } from '@millrace/engine/warehouse/warehouse.ts'
import { KeptProcess } from './kept-process.ts'
import { sendEvents } from './send-events.ts'

const api = join(import.meta.dirname, '../../../api/serve.ts')
const cli = join(import.meta.dirname, '../../../engine/cli/millrace.ts')
export type KillTarget = 'API' | 'drain' | 'ClickHouse' | 'broker'

const connections = 8
const sendMsMax = 600_000
const arriveMsMax = 120_000

export interface KillOptions {
  readonly eventCount: number
  readonly eventsPerRequest: number
  readonly killsMax: number
  /** Between one kill and the next. A service that dies too often soon after its start is given up by its supervisor. */
  readonly pauseMs: () => number
  readonly nextTarget: (kill: number) => KillTarget
}

/** Undefined while one does not run. */
type ProcessIds = Readonly<Record<KillTarget, () => number | undefined>>

export interface KillOutcome {
  readonly kills: number
  readonly rows: number
  readonly differentUsers: number
}

export async function killWhileStreaming(options: KillOptions): Promise<KillOutcome> {
  const dataDir = await mkdtemp(join(tmpdir(), 'millrace-live-kill-'))
  const [clickHouse, kafka] = await Promise.all([acquireClickHouse({ dataDir }), acquireKafka({ dataDir })])
  const [port, grpcPort] = [await freePort(), await freePort()]
  const environment = {
    DATA_DIR: dataDir,
    STAGING: 'kafka',
    API_PORT: String(port),
    GRPC_PORT: String(grpcPort),
    API_RATE_LIMIT: '0',
    LOG_LEVEL: 'silent',
  }
  const serving = new KeptProcess([api], environment)
  const draining = new KeptProcess([cli, 'ingest'], environment)
  const warehouse = new Warehouse({ url: () => clickHouse.endpoint.url, database: 'analytics' })
  const processIds: ProcessIds = {
    API: () => serving.processId,
    drain: () => draining.processId,
    ClickHouse: () => clickHouse.endpoint.processId,
    broker: () => kafka.endpoint.processId,
  }
  const sent = new AbortController()
  try {
    const [kills] = await Promise.all([
      killUntil(sent.signal, options, processIds),
      sendEvents({ url: `http://127.0.0.1:${port}/events`, connections, sendMsMax, ...options }).finally(() =>
        sent.abort(),
      ),
    ])
    return { kills, ...(await untilArrived(warehouse, options.eventCount)) }
  } finally {
    await Promise.all([serving.stop(), draining.stop()])
    await warehouse.close()
    await Promise.all([clickHouse.release(), kafka.release()])
    await rm(dataDir, { recursive: true, force: true, maxRetries: 50, retryDelay: 200 })
  }
}

async function killUntil(
  signal: AbortSignal,
  { killsMax, pauseMs, nextTarget }: KillOptions,
  processIds: ProcessIds,
): Promise<number> {
  let kills = 0
  while (kills < killsMax) {
    await sleep(pauseMs(), undefined, { signal }).catch(() => undefined) // the end of sending
    if (signal.aborted) break
    const processId = processIds[nextTarget(kills)]()
    if (processId === undefined) continue
    try {
      process.kill(processId, 'SIGKILL')
      kills++
    } catch (error) {
      if (systemErrorCode(error) !== 'ESRCH') throw error // dead already
    }
  }
  return kills
}

async function untilArrived(warehouse: Warehouse, eventCount: number): Promise<Omit<KillOutcome, 'kills'>> {
  const giveUpAtMs = performance.now() + arriveMsMax
  const count = async (): Promise<{ rows: number; differentUsers: number }> => {
    const text = await warehouse
      .text('SELECT count(), uniqExact(user_id) FROM analytics.page_events')
      .catch(() => '0\t0')
    const [rows = 0, differentUsers = 0] = text.trim().split('\t').map(Number)
    return { rows, differentUsers }
  }
  let found = await count()
  while (found.differentUsers < eventCount && performance.now() < giveUpAtMs) {
    await sleep(500)
    found = await count()
  }
  await sleep(3_000) // what would come twice comes now
  return count()
}
