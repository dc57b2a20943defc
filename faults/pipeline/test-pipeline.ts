// A whole pipeline of its own for a test that breaks it: DATA_DIR, embedded ClickHouse, Kafka and Redis when asked for;
// commands run as a user runs them. Every try gets a database and a topic of its own on it.
import { randomUUID } from 'node:crypto'
import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { acquireClickHouse } from '@millrace/engine/services/clickhouse/acquire-clickhouse.ts'
import { acquireKafka } from '@millrace/engine/services/kafka/acquire-kafka.ts'
import { acquireRedis } from '@millrace/engine/services/redis/acquire-redis.ts'
import type {
  ClickHouseEndpoint,
  KafkaEndpoint,
  RedisEndpoint,
  ServiceLease,
} from '@millrace/engine/services/service.ts'
import { redisProgram } from '@millrace/engine/testing/redis/redis-program.ts'
import { startMillrace, type MillraceResult, type RunningMillrace } from '@millrace/engine/testing/run-millrace.ts'
import { afterAll } from 'vitest'
import type { FaultOutcome } from '../matrix/fault-row.ts'
import { isListing } from '../matrix/fault-results.ts'

export interface TestPipelineOptions {
  readonly hasKafka?: boolean
  /** Where the broker sends its clients: to a proxy before it. */
  readonly kafkaAdvertisedPort?: number
  readonly hasRedis?: boolean
}

export interface TestPipeline {
  readonly dataDir: string
  readonly clickHouse: ServiceLease<ClickHouseEndpoint>
  readonly kafka: ServiceLease<KafkaEndpoint> | undefined
  readonly redis: ServiceLease<RedisEndpoint> | undefined
}

/** Where a try's commands run. */
export interface PipelinePlace extends Pick<TestPipeline, 'dataDir' | 'kafka'> {
  /** A program, with its arguments, that starts each of them. */
  readonly through?: readonly string[]
}

/** Call it at the top of a test file; all is gone after its last test. While rows are only listed, nothing is started. */
export async function openTestPipeline(options: TestPipelineOptions = {}): Promise<TestPipeline> {
  if (isListing) return nothingRuns
  const { kafkaAdvertisedPort: advertisedPort } = options
  const dataDir = await realpath(await mkdtemp(join(tmpdir(), 'millrace-faults-')))
  const [clickHouse, kafka, redis] = await Promise.all([
    acquireClickHouse({ dataDir }),
    options.hasKafka === true
      ? acquireKafka({ dataDir, ...(advertisedPort !== undefined && { advertisedPort }) })
      : undefined,
    options.hasRedis === true ? redisProgram().then(() => acquireRedis({ dataDir })) : undefined,
  ])
  afterAll(async () => {
    await Promise.all([clickHouse.release(), kafka?.release(), redis?.release()])
    await rm(dataDir, { recursive: true, force: true, maxRetries: 50, retryDelay: 200 })
  })
  return { dataDir, clickHouse, kafka, redis }
}

/** Addresses where nobody listens. */
const nothingRuns: TestPipeline = {
  dataDir: '',
  clickHouse: noLease({ url: 'http://127.0.0.1:9', tcpPort: 9, version: '', processId: 0 }),
  kafka: noLease({ broker: '127.0.0.1:9', version: '', processId: 0 }),
  redis: noLease({ url: 'redis://127.0.0.1:9', processId: 0 }),
}

function noLease<Endpoint>(endpoint: Endpoint): ServiceLease<Endpoint> {
  return { endpoint, onRestart: () => undefined, release: () => Promise.resolve() }
}

/** Commands on a database and a topic that nobody else uses. */
export class PipelineTry {
  readonly name = `fault_${randomUUID().replaceAll('-', '')}`
  readonly environment: Readonly<Record<string, string>>
  readonly #through: readonly string[]

  /** `environment` goes over what is usual here. */
  constructor(pipeline: PipelinePlace, environment: Readonly<Record<string, string>> = {}) {
    this.#through = pipeline.through ?? []
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
    return startMillrace(args, this.environment, this.#through)
  }

  run(...args: string[]): Promise<MillraceResult> {
    return this.start(...args).result
  }

  /**
   * What the table has of so many rows that it should have, each with an id of its own; `make verify` must agree. The database
   * is dropped then.
   */
  async outcome(rows: number): Promise<FaultOutcome> {
    const counted = await this.run('sql', `SELECT count(), uniqExact(event_id) FROM ${this.name}.page_events`)
    const [count = 0, distinct = 0] = counted.stdout.trim().split('\t').map(Number)
    const verified = await this.run('verify')
    const outcome = { rows, lost: Math.max(0, rows - distinct), duplicated: count - distinct }
    if (verified.ended !== 0 && outcome.lost + outcome.duplicated === 0) {
      throw new Error(`verify ended with ${verified.ended}: ${verified.stdout}${verified.stderr}`)
    }
    await this.drop()
    return outcome
  }

  async drop(): Promise<void> {
    await this.run('sql', `DROP DATABASE IF EXISTS ${this.name} SYNC`)
  }
}
