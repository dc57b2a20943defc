// A whole pipeline of its own for a test that breaks it: DATA_DIR, embedded ClickHouse, and Kafka when asked for; commands
// run as a user runs them. Every try gets a database and a topic of its own on it.
import { randomUUID } from 'node:crypto'
import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { acquireClickHouse } from '@millrace/engine/services/clickhouse/acquire-clickhouse.ts'
import { acquireKafka } from '@millrace/engine/services/kafka/acquire-kafka.ts'
import type { ClickHouseEndpoint, KafkaEndpoint, ServiceLease } from '@millrace/engine/services/service.ts'
import {
  runMillrace,
  startMillrace,
  type MillraceResult,
  type RunningMillrace,
} from '@millrace/engine/testing/run-millrace.ts'
import { afterAll } from 'vitest'
import type { FaultOutcome } from '../matrix/fault-row.ts'

export interface TestPipelineOptions {
  readonly hasKafka?: boolean
}

export interface TestPipeline {
  readonly dataDir: string
  readonly clickHouse: ServiceLease<ClickHouseEndpoint>
  readonly kafka: ServiceLease<KafkaEndpoint> | undefined
}

/** Call it at the top of a test file; all is gone after its last test. */
export async function openTestPipeline({ hasKafka = false }: TestPipelineOptions = {}): Promise<TestPipeline> {
  const dataDir = await realpath(await mkdtemp(join(tmpdir(), 'millrace-faults-')))
  const [clickHouse, kafka] = await Promise.all([
    acquireClickHouse({ dataDir }),
    hasKafka ? acquireKafka({ dataDir }) : undefined,
  ])
  afterAll(async () => {
    await Promise.all([clickHouse.release(), kafka?.release()])
    await rm(dataDir, { recursive: true, force: true, maxRetries: 50, retryDelay: 200 })
  })
  return { dataDir, clickHouse, kafka }
}

/** Commands on a database and a topic that nobody else uses. */
export class PipelineTry {
  readonly name = `fault_${randomUUID().replaceAll('-', '')}`
  readonly environment: Readonly<Record<string, string>>

  /** `environment` goes over what is usual here. */
  constructor(pipeline: TestPipeline, environment: Readonly<Record<string, string>> = {}) {
    this.environment = {
      DATA_DIR: pipeline.dataDir,
      CLICKHOUSE_DATABASE: this.name,
      KAFKA_TOPIC: this.name,
      STAGING: pipeline.kafka === undefined ? 'spool' : 'kafka',
      RETRY_SECONDS: '60',
      ...environment,
    }
  }

  start(...args: string[]): RunningMillrace {
    return startMillrace(args, this.environment)
  }

  run(...args: string[]): Promise<MillraceResult> {
    return runMillrace(args, this.environment)
  }

  /** What the table has of so many rows that it should have, each with an id of its own; `make verify` must agree. */
  async outcome(rows: number): Promise<FaultOutcome> {
    const counted = await this.run('sql', `SELECT count(), uniqExact(event_id) FROM ${this.name}.page_events`)
    const [count = 0, distinct = 0] = counted.stdout.trim().split('\t').map(Number)
    const verified = await this.run('verify')
    const outcome = { rows, lost: Math.max(0, rows - distinct), duplicated: count - distinct }
    if (verified.ended !== 0 && outcome.lost + outcome.duplicated === 0) {
      throw new Error(`verify ended with ${verified.ended}: ${verified.stdout}${verified.stderr}`)
    }
    return outcome
  }

  async drop(): Promise<void> {
    await this.run('sql', `DROP DATABASE IF EXISTS ${this.name} SYNC`)
  }
}
