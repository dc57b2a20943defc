// Lets those who watch the pipelines see one of them.
import { openPipelineBus } from '../bus/open-bus.ts'
import type { Config } from '../config/config.ts'
import type { Staging } from '../staging/staging.ts'
import type { PipelineCounters } from './pipeline-counters.ts'
import { PipelineMonitor } from './pipeline-monitor.ts'
import { stagingStream } from './staging-stream.ts'

export interface OpenPipelineMonitorOptions {
  /** seed: a run; ingest: a drain alone; intake: live events on their way into staging. */
  readonly kind: 'seed' | 'ingest' | 'intake'
  readonly config: Config
  readonly dataset: string
  /** What is to be in at its end; 0 for a pipeline that has none. */
  readonly rowsTotal: number
  readonly counters: PipelineCounters
  readonly staging: Staging
  readonly notify: (message: string) => void
}

/** The pipeline is seen from now on, and until `end` is called. */
export async function openPipelineMonitor(options: OpenPipelineMonitorOptions): Promise<PipelineMonitor> {
  const { kind, config, dataset, rowsTotal, counters, staging, notify } = options
  const { DATA_DIR: dataDir, REDIS_URL: redisUrl, CLICKHOUSE_DATABASE: database } = config
  const bus = openPipelineBus({ dataDir, redisUrl, database }, notify)
  return new PipelineMonitor({
    pipeline: { kind, dataset, staging: staging.kind, stagingStream: stagingStream(config, staging.kind), rowsTotal },
    counters,
    backlog: () => staging.backlog(),
    publisher: await bus.publisher(),
  })
}
