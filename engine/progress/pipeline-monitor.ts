// Watches a pipeline from its start to its end, and lets others watch: a snapshot goes out four times a second, and a final
// one at the end. It promises to fail nothing and to keep nobody waiting, but for a moment at the end.
import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { atMost } from '../concurrency/at-most.ts'
import type { PipelinePublisher } from '../bus/pipeline-bus.ts'
import type { PipelineSnapshot } from '../bus/pipeline-snapshot.ts'
import type { Backlog } from '../staging/staging.ts'
import type { PipelineCounters } from './pipeline-counters.ts'
import { PipelineMeter, type PipelineReading } from './pipeline-meter.ts'

const intervalMs = 250
/** What staging may take to tell the lag after the end. */
const lastLagMsMax = 250

export interface PipelineMonitorOptions {
  readonly pipeline: Pick<PipelineSnapshot, 'kind' | 'dataset' | 'staging' | 'stagingStream' | 'rowsTotal'>
  readonly counters: PipelineCounters
  readonly backlog: () => Promise<Backlog>
  /** Closed by the monitor. */
  readonly publisher: PipelinePublisher
}

export class PipelineMonitor {
  readonly #options: PipelineMonitorOptions
  readonly #meter: PipelineMeter
  readonly #id = randomUUID()
  readonly #startedAtMs = Date.now()
  #sequence = 0
  #reading: PipelineReading
  readonly #timer: NodeJS.Timeout

  constructor(options: PipelineMonitorOptions) {
    this.#options = options
    this.#meter = new PipelineMeter(options.counters, options.backlog)
    this.#reading = this.#read()
    this.#publish(false)
    this.#timer = setInterval(() => {
      this.#reading = this.#read()
      this.#publish(false)
    }, intervalMs)
    this.#timer.unref()
  }

  /** The newest reading, a quarter of a second old at most. */
  get reading(): PipelineReading {
    return this.#reading
  }

  /** Publishes the counters as they are now for good. Call it while staging is open, and change no counter after it. */
  async end(): Promise<void> {
    clearInterval(this.#timer)
    await atMost(lastLagMsMax, this.#meter.askLag())
    this.#reading = this.#meter.read(performance.now())
    this.#publish(true)
    await this.#options.publisher.close()
  }

  #read(): PipelineReading {
    void this.#meter.askLag()
    return this.#meter.read(performance.now())
  }

  #publish(isFinal: boolean): void {
    const { pipeline, counters, publisher } = this.#options
    publisher.publish({
      ...pipeline,
      ...this.#reading,
      id: this.#id,
      sequence: this.#sequence++,
      host: hostname(),
      processId: process.pid,
      startedAtMs: this.#startedAtMs,
      atMs: Date.now(),
      isFinal,
      rowsAlreadyIn: counters.rowsAlreadyIn,
      rowsGenerated: counters.rowsGenerated,
      rowsStaged: counters.rowsStaged,
      rowsInserted: counters.rowsInserted,
      rowsDone: counters.rowsDone,
      blocksGenerated: counters.blocksGenerated,
      blocksInserted: counters.blocksInserted,
      insertsInFlight: counters.insertsInFlight,
      insertRetries: counters.insertRetries,
      stagingRetries: counters.stagingRetries,
      blocksDeadLettered: counters.blocksDeadLettered,
      encodedBytes: counters.encodedBytes,
      compressedBytes: counters.compressedBytes,
      insertLatencyCounts: [...counters.insertLatencyCounts],
      insertLatencySumSeconds: counters.insertLatencySumSeconds,
    })
  }
}
