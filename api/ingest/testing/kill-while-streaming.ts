// Sends numbered events while API, drain, broker and ClickHouse are killed again and again, and says what is in afterwards.
import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { systemErrorCode } from '@millrace/engine/errors/error-message.ts'
import { acquireClickHouse } from '@millrace/engine/services/clickhouse/acquire-clickhouse.ts'
import { acquireKafka } from '@millrace/engine/services/kafka/acquire-kafka.ts'
import { freePort } from '@millrace/engine/services/process/free-port.ts'
import { Warehouse } from '@millrace/engine/warehouse/warehouse.ts'

const api = join(import.meta.dirname, '../../serve.ts')
const cli = join(import.meta.dirname, '../../../engine/cli/millrace.ts')
export type KillTarget = 'API' | 'drain' | 'ClickHouse' | 'broker'

const connections = 8
const againMs = 100
const requestMsMax = 20_000
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
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    DATA_DIR: dataDir,
    STAGING: 'kafka',
    API_PORT: String(port),
    GRPC_PORT: String(grpcPort),
    API_RATE_LIMIT: '0',
    LOG_LEVEL: 'silent',
  }
  const serving = new RevivedProcess([api], environment)
  const draining = new RevivedProcess([cli, 'ingest'], environment)
  const warehouse = new Warehouse({ url: () => clickHouse.endpoint.url, database: 'analytics' })
  const processIds: Readonly<Record<KillTarget, () => number>> = {
    API: () => serving.processId,
    drain: () => draining.processId,
    ClickHouse: () => clickHouse.endpoint.processId,
    broker: () => kafka.endpoint.processId,
  }
  const sent = new AbortController()
  try {
    const [kills] = await Promise.all([
      killUntil(sent.signal, options, processIds),
      sendAll(`http://127.0.0.1:${port}/events`, options).finally(() => sent.abort()),
    ])
    return { kills, ...(await untilArrived(warehouse, options.eventCount)) }
  } finally {
    await Promise.all([serving.stop(), draining.stop()])
    await warehouse.close()
    await Promise.all([clickHouse.release(), kafka.release()])
    await rm(dataDir, { recursive: true, force: true, maxRetries: 50, retryDelay: 200 })
  }
}

/** A process that is started again whenever it dies. */
class RevivedProcess {
  readonly #args: readonly string[]
  readonly #environment: NodeJS.ProcessEnv
  #child: ChildProcess
  #isStopping = false

  constructor(args: readonly string[], environment: NodeJS.ProcessEnv) {
    this.#args = args
    this.#environment = environment
    this.#child = this.#start()
  }

  get processId(): number {
    return this.#child.pid ?? 0
  }

  async stop(): Promise<void> {
    this.#isStopping = true
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    this.#child.kill('SIGTERM')
    await once(this.#child, 'exit')
  }

  #start(): ChildProcess {
    const child = spawn(process.execPath, this.#args, { env: this.#environment, stdio: 'ignore' })
    child.once('exit', () => {
      if (!this.#isStopping) this.#child = this.#start()
    })
    return child
  }
}

async function killUntil(
  signal: AbortSignal,
  { killsMax, pauseMs, nextTarget }: KillOptions,
  processIds: Readonly<Record<KillTarget, () => number>>,
): Promise<number> {
  let kills = 0
  while (kills < killsMax) {
    await sleep(pauseMs(), undefined, { signal }).catch(() => undefined) // the end of sending
    if (signal.aborted) break
    try {
      process.kill(processIds[nextTarget(kills)](), 'SIGKILL')
      kills++
    } catch (error) {
      if (systemErrorCode(error) !== 'ESRCH') throw error // dead already
    }
  }
  return kills
}

/** Every request is sent until it is answered with 202; every second one then once more. */
async function sendAll(url: string, { eventCount, eventsPerRequest }: KillOptions): Promise<void> {
  let next = 0
  const giveUpAtMs = performance.now() + sendMsMax
  const lane = async (): Promise<void> => {
    while (next < eventCount) {
      const from = next
      const to = Math.min(eventCount, from + eventsPerRequest)
      next = to
      const key = randomUUID()
      const body = Array.from({ length: to - from }, (_, index) =>
        JSON.stringify({ event_type: 'click', user_id: from + index }),
      ).join('\n')
      for (let times = (from / eventsPerRequest) % 2 === 0 ? 2 : 1; times > 0;) {
        if (await isTaken(url, key, body)) times--
        else if (performance.now() > giveUpAtMs) throw new Error(`events from ${from} on are not taken`)
        else await sleep(againMs)
      }
    }
  }
  await Promise.all(Array.from({ length: connections }, lane))
}

async function isTaken(url: string, key: string, body: string): Promise<boolean> {
  try {
    const headers = { 'Content-Type': 'application/x-ndjson', 'Idempotency-Key': key }
    const answer = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(requestMsMax) })
    await answer.arrayBuffer()
    return answer.status === 202
  } catch {
    return false // the API is being killed, or has been
  }
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
