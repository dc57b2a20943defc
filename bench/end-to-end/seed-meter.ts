// Watches a seeding run from inside its process: what the report does not say of CPU time, inserts and rows over time.
import type { PipelineCounters } from '@millrace/engine/progress/pipeline-counters.ts'
import type { BatchShare } from '@millrace/engine/seed/batch-share.ts'
import type { SeedReport } from '@millrace/engine/seed/seed-report.ts'
import type { SeedObserver } from '@millrace/engine/seed/seed-run.ts'
import { latencyBuckets } from '../measure/latency-buckets.ts'
import { Timeline } from '../measure/timeline.ts'
import type { SeedOutcome } from './seed-job.ts'

interface Started {
  readonly cpu: NodeJS.CpuUsage
  readonly timeline: Timeline
  readonly batchRows: number
}

export class SeedMeter implements SeedObserver {
  readonly #insertsInFlight: number
  readonly #write: (text: string) => void
  readonly #insertMs: number[] = []
  #started: Started | undefined

  constructor(insertsInFlight: number, write: (text: string) => void) {
    this.#insertsInFlight = insertsInFlight
    this.#write = write
  }

  notify(message: string): void {
    this.#write(`${message}\n`)
  }

  onStart(counters: PipelineCounters, { missing }: BatchShare): void {
    this.#recordInserts(counters)
    this.#started = {
      cpu: process.cpuUsage(),
      timeline: new Timeline(() => counters.rowsDone),
      // All batches but the last one of a run are full.
      batchRows: Math.max(...missing.values()),
    }
  }

  /** Throws when nothing was to be done, or not all of it was: such a run says nothing about speed. */
  outcome(report: SeedReport): SeedOutcome {
    if (this.#started === undefined) throw new Error('nothing was to be seeded: the rows are in already')
    const { timeline, cpu, batchRows } = this.#started
    const { user, system } = process.cpuUsage(cpu)
    const points = timeline.end(report.seconds, report.rowsInserted)
    if (report.rowsInserted !== report.rows) {
      throw new Error(
        `${report.rowsInserted} of ${report.rows} rows are in, ${report.batchesDeadLettered} batches refused`,
      )
    }
    return {
      rows: report.rowsInserted,
      seconds: report.seconds,
      programCpuSeconds: (user + system) / 1e6,
      peakRssBytes: report.peakRssBytes,
      // Of what ClickHouse takes by itself, nobody knows them.
      ...(report.drain === 'clickhouse' ? {} : latencyBuckets(this.#insertMs)),
      timeline: points,
      settings: { workers: report.workers, batchRows, insertsInFlight: this.#insertsInFlight },
    }
  }

  /** The counters keep whole milliseconds and few buckets; here each insert is wanted. */
  #recordInserts(counters: PipelineCounters): void {
    const record = counters.recordInsert.bind(counters)
    counters.recordInsert = (latencyMs) => {
      this.#insertMs.push(latencyMs)
      record(latencyMs)
    }
  }
}
