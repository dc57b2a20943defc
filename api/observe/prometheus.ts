// Metrics for Prometheus, and the one file that knows the library they are kept in.
// Names: https://prometheus.io/docs/practices/naming/
import { insertLatencyBoundsSeconds } from '@millrace/engine/bus/pipeline-snapshot.ts'
import type { PipelineCountersAnswer } from '@millrace/schemas/api/answers/pipeline-counters.ts'
import type { ServiceState } from '@millrace/schemas/api/answers/pipeline.ts'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { CachedReads } from '../cache/cached-reads.ts'
import type { LiveCounts } from '../push/live-hub.ts'
import { histogramText } from './histogram-text.ts'

/** Where the numbers come from that others keep; each is asked when metrics are read. */
export interface MetricsSources {
  readonly counters: () => PipelineCountersAnswer
  /** Inserts by latency: a count for each of `insertLatencyBoundsSeconds` and one beyond. */
  readonly insertLatency: () => { readonly counts: readonly number[]; readonly sumSeconds: number }
  readonly pipelinesRunning: () => number
  readonly live: () => LiveCounts
  readonly cache: () => CachedReads['counters']
  /** By name. */
  readonly services: () => Promise<Readonly<Record<string, ServiceState>>>
}

export interface AnsweredRequest {
  readonly method: string
  /** The route's path; not the path as asked, of which there are endlessly many. */
  readonly route: string
  readonly status: number
  readonly seconds: number
  readonly bytes: number
}

const requestSecondsBounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

export class Metrics {
  readonly #registry = new Registry()
  readonly #sources: MetricsSources
  readonly #requestSeconds: Histogram
  readonly #answerBytes: Counter
  /** By method, route and status: looking them up by their labels costs more than counting. */
  readonly #series = new Map<
    string,
    { readonly seconds: Histogram.Internal<string>; readonly bytes: Counter.Internal }
  >()

  constructor(sources: MetricsSources) {
    this.#sources = sources
    const registers = [this.#registry]
    this.#requestSeconds = new Histogram({
      name: 'millrace_http_request_duration_seconds',
      help: 'From the request to the last byte of its answer',
      labelNames: ['method', 'route', 'status'],
      buckets: requestSecondsBounds,
      registers,
    })
    this.#answerBytes = new Counter({
      name: 'millrace_http_answer_bytes_total',
      help: 'Bytes of answers, without headers',
      labelNames: ['route'],
      registers,
    })
    this.#addPipeline()
    this.#addApi()
    collectDefaultMetrics({ register: this.#registry })
  }

  observe({ method, route, status, seconds, bytes }: AnsweredRequest): void {
    const key = `${method} ${route} ${status}`
    let series = this.#series.get(key)
    if (series === undefined) {
      series = {
        seconds: this.#requestSeconds.labels({ method, route, status }),
        bytes: this.#answerBytes.labels({ route }),
      }
      this.#series.set(key, series)
    }
    series.seconds.observe(seconds)
    series.bytes.inc(bytes)
  }

  get contentType(): string {
    return this.#registry.contentType
  }

  async text(): Promise<string> {
    const insertLatency = histogramText({
      name: 'millrace_insert_duration_seconds',
      help: 'From the start of an insert into ClickHouse to its acknowledgement',
      boundsSeconds: insertLatencyBoundsSeconds,
      ...this.#sources.insertLatency(),
    })
    return `${await this.#registry.metrics()}\n${insertLatency}`
  }

  #addPipeline(): void {
    const { counters, pipelinesRunning } = this.#sources
    this.#addTotal('millrace_rows_generated_total', 'Rows generated', () => counters().rowsGenerated)
    this.#addTotal('millrace_rows_staged_total', 'Rows staged', () => counters().rowsStaged)
    this.#addTotal('millrace_rows_inserted_total', 'Rows inserted', () => counters().rowsInserted)
    this.#addTotal('millrace_blocks_inserted_total', 'Blocks inserted', () => counters().blocksInserted)
    this.#addTotal('millrace_insert_retries_total', 'Inserts tried again', () => counters().insertRetries)
    this.#addTotal('millrace_staging_retries_total', 'Stagings tried again', () => counters().stagingRetries)
    this.#addTotal('millrace_blocks_dead_lettered_total', 'Blocks refused', () => counters().blocksDeadLettered)
    this.#addGauge('millrace_inserts_in_flight', 'Inserts under way', () => counters().insertsInFlight)
    this.#addGauge('millrace_staging_lag_blocks', 'Blocks staged and not inserted', () => counters().lagBlocks ?? NaN)
    this.#addGauge('millrace_staging_lag_bytes', 'Bytes staged and not inserted', () => counters().lagBytes ?? NaN)
    this.#addGauge('millrace_pipelines_running', 'Pipelines that run', pipelinesRunning)
  }

  #addApi(): void {
    const { live, cache, services } = this.#sources
    this.#addGauge('millrace_live_clients', 'Connections to /live', () => live().clients)
    this.#addTotal('millrace_live_messages_total', 'Messages sent to /live', () => live().messagesSent)
    this.#addTotal(
      'millrace_live_states_passed_over_total',
      'States a client was too slow for',
      () => live().statesPassedOver,
    )
    this.#addTotal('millrace_live_clients_refused_total', 'Connections refused', () => live().clientsRefused)
    this.#addTotal('millrace_live_clients_cut_total', 'Connections cut for their silence', () => live().clientsCut)
    this.#addTotal('millrace_cache_hits_total', 'Reads answered from the cache', () => cache().hits)
    this.#addTotal('millrace_cache_misses_total', 'Reads that waited for ClickHouse', () => cache().misses)
    this.#addTotal('millrace_cache_stale_total', 'Reads answered with a stale answer', () => cache().stale)
    this.#addTotal('millrace_cache_refreshes_total', 'Answers refreshed ahead', () => cache().refreshes)
    new Gauge({
      name: 'millrace_service_up',
      help: 'Whether a service the API depends on answers',
      labelNames: ['service'],
      registers: [this.#registry],
      async collect() {
        const states = await services()
        this.reset()
        for (const [service, { state }] of Object.entries(states)) this.set({ service }, Number(state === 'up'))
      },
    })
  }

  /** A total that is counted elsewhere. */
  #addTotal(name: string, help: string, read: () => number): void {
    new Counter({
      name,
      help,
      registers: [this.#registry],
      collect() {
        this.reset()
        this.inc(read())
      },
    })
  }

  #addGauge(name: string, help: string, read: () => number): void {
    new Gauge({
      name,
      help,
      registers: [this.#registry],
      collect() {
        this.set(read())
      },
    })
  }
}
