// Seeds through Kafka, kills something with SIGKILL after a while, runs the same command again, and checks that every row
// is in exactly once and that what was in was not made again.
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll } from 'vitest'
import { z } from 'zod'
import { acquireClickHouse } from '../services/clickhouse/acquire-clickhouse.ts'
import { acquireKafka } from '../services/kafka/acquire-kafka.ts'
import type { ClickHouseEndpoint, KafkaEndpoint, ServiceLease } from '../services/service.ts'
import { runMillrace, startMillrace } from './run-millrace.ts'

export const killTargets = ['seeding process', 'ClickHouse', 'broker'] as const
type KillTarget = (typeof killTargets)[number]

const rowCount = 600_000
const batchRows = 5_000
/** The ledger is written twice a second, and four inserts are in flight: this is far more than both. */
const batchesBehindMax = 60
const reportSchema = z.object({ rowsInserted: z.number(), rowsAlreadyIn: z.number() })

interface Pipeline {
  readonly dataDir: string
  readonly clickHouse: ServiceLease<ClickHouseEndpoint>
  readonly kafka: ServiceLease<KafkaEndpoint>
}

/** Services of their own for the test file that calls it, so that their deaths disturb no other. */
export async function openPipeline(): Promise<Pipeline> {
  const dataDir = await mkdtemp(join(tmpdir(), 'millrace-kill-'))
  const [clickHouse, kafka] = await Promise.all([acquireClickHouse({ dataDir }), acquireKafka({ dataDir })])
  afterAll(async () => {
    await Promise.all([clickHouse.release(), kafka.release()])
    await rm(dataDir, { recursive: true, force: true, maxRetries: 50, retryDelay: 200 })
  })
  return { dataDir, clickHouse, kafka }
}

/** Returns what is wrong afterwards, in words; nothing, when all is well. */
export async function killAndResume(pipeline: Pipeline, target: KillTarget, afterMs: number): Promise<string[]> {
  const name = `kill_${randomUUID().replaceAll('-', '')}`
  const environment = {
    DATA_DIR: pipeline.dataDir,
    CLICKHOUSE_DATABASE: name,
    KAFKA_TOPIC: name,
    STAGING: 'kafka',
    RETRY_SECONDS: '60',
  }
  const args = ['seed', '--json', '--rows', String(rowCount), '--batch-rows', String(batchRows)]
  const first = startMillrace(args, environment)
  await first.untilStderr(/staging: /)
  await sleep(afterMs)
  process.kill(processId(pipeline, target, first.child.pid), 'SIGKILL')
  const interrupted = await first.result
  const query = (sql: string) => runMillrace(['sql', sql], environment)
  const rowsThen = Number((await query(`SELECT count() FROM ${name}.page_events`)).stdout)

  const second = await runMillrace(args, environment)
  const verified = await runMillrace(['verify'], environment)
  await query(`DROP DATABASE ${name} SYNC`)
  const problems: string[] = []
  if (target !== 'seeding process' && interrupted.ended !== 0)
    problems.push(`the run did not outlive it: ${interrupted.stderr}`)
  if (second.ended !== 0) problems.push(`the second run ended with ${second.ended}: ${second.stderr}`)
  if (verified.ended !== 0) problems.push(`verify: ${verified.stdout}`)
  if (problems.length > 0) return problems
  const { rowsAlreadyIn } = reportSchema.parse(JSON.parse(second.stdout.trim().split('\n').at(-1) ?? ''))
  if (rowsAlreadyIn < rowsThen - batchesBehindMax * batchRows) {
    problems.push(`${rowsThen} rows were in, but only ${rowsAlreadyIn} were known to be`)
  }
  return problems
}

function processId({ clickHouse, kafka }: Pipeline, target: KillTarget, seeding: number | undefined): number {
  switch (target) {
    case 'ClickHouse':
      return clickHouse.endpoint.processId
    case 'broker':
      return kafka.endpoint.processId
    case 'seeding process':
      if (seeding === undefined) throw new Error('the seeding process did not start')
      return seeding
  }
}
