// The way of live events into staging, opened when the first request comes: a process that only answers questions starts no
// broker. One that could not be opened is tried again with the next request.
import type { Config } from '@millrace/engine/config/config.ts'
import { MillraceError } from '@millrace/engine/errors/millrace-error.ts'
import { EventIntake, type TakeOptions } from '@millrace/engine/intake/event-intake.ts'
import type { EventBody } from '@millrace/engine/intake/cut-pieces.ts'
import type { IntakeAnswer } from '@millrace/engine/intake/intake-answer.ts'
import { IntakeError } from '@millrace/engine/intake/intake-error.ts'
import { openPipelineMonitor } from '@millrace/engine/progress/open-pipeline-monitor.ts'
import { PipelineCounters } from '@millrace/engine/progress/pipeline-counters.ts'
import { assertClickHouseDrain } from '@millrace/engine/drain/clickhouse/assert-drain.ts'
import { openForClickHouse } from '@millrace/engine/drain/clickhouse/open-for-clickhouse.ts'
import { chooseStaging } from '@millrace/engine/staging/choose-staging.ts'
import type { EventDataset } from '@millrace/schemas/dataset/dataset.ts'
import { availableParallelism } from 'node:os'

interface OpenedIntake {
  readonly intake: EventIntake
  close(): Promise<void>
}

/** A client does not wait longer than this for a staging stream that is away. */
const recoverSecondsMax = 10
const nothingTaken: IntakeAnswer = { accepted: 0, rejected: [], rejectedTotal: 0 }

/** After which a client that was turned away for now may try again. */
export const retrySeconds = '2'

export class LiveIntake {
  readonly #config: Config
  readonly #dataset: EventDataset
  readonly #notify: (message: string) => void
  #opened: Promise<OpenedIntake> | undefined
  #isClosed = false

  constructor(config: Config, dataset: EventDataset, notify: (message: string) => void) {
    this.#config = { ...config, RETRY_SECONDS: Math.min(config.RETRY_SECONDS, recoverSecondsMax) }
    this.#dataset = dataset
    this.#notify = notify
  }

  /** Throws `IntakeError`, also when staging cannot be opened. */
  async take(body: EventBody, options: TakeOptions): Promise<IntakeAnswer> {
    const intake = await this.#intake().catch((error: unknown) => {
      throw new IntakeError(error, nothingTaken)
    })
    return intake.take(body, options)
  }

  async close(): Promise<void> {
    this.#isClosed = true
    const opened = await this.#opened?.catch(() => undefined) // whoever asked for it has the failure
    await opened?.close()
  }

  async #intake(): Promise<EventIntake> {
    if (this.#isClosed) throw new MillraceError('STAGING_UNAVAILABLE', 'the API stops')
    this.#opened ??= this.#open()
    return (await this.#opened).intake
  }

  #open(): Promise<OpenedIntake> {
    const opening = openIntake(this.#config, this.#dataset, this.#notify)
    opening.catch(() => {
      if (this.#opened === opening) this.#opened = undefined
    })
    return opening
  }
}

async function openIntake(
  config: Config,
  dataset: EventDataset,
  notify: (message: string) => void,
): Promise<OpenedIntake> {
  const choice = await chooseStaging(config)
  if (choice.kind === 'none') {
    throw new MillraceError(
      'CONFIG',
      'STAGING=none keeps nothing until it is inserted, so live events cannot be acknowledged: set STAGING to spool, kafka or auto',
    )
  }
  const acquireKafka = config.DRAIN === 'clickhouse' ? assertClickHouseDrain(config, choice) : undefined
  notify(`live events are staged in ${choice.description}`)
  const opened =
    acquireKafka === undefined ? await choice.open(notify) : await openForClickHouse(config, acquireKafka, notify)
  const counters = new PipelineCounters()
  const monitor = await openPipelineMonitor({
    kind: 'intake',
    config,
    dataset: dataset.name,
    rowsTotal: 0,
    counters,
    staging: opened.staging,
    notify,
  })
  const intake = new EventIntake({
    dataset,
    database: config.CLICKHOUSE_DATABASE,
    staging: opened.staging,
    stagedBytesMax: config.STAGED_BYTES_MAX,
    ttlMonths: config.TTL_MONTHS,
    workerCount: Math.max(1, Math.min(4, availableParallelism() >> 1)),
    onStaged({ header, frame }) {
      counters.rowsGenerated += header.rowCount
      counters.rowsStaged += header.rowCount
      counters.blocksGenerated++
      counters.encodedBytes += header.encodedBytes
      counters.compressedBytes += frame.byteLength
    },
  })
  return {
    intake,
    async close() {
      await intake.close()
      await monitor.end()
      await opened.close()
    },
  }
}
