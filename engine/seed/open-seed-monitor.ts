// Lets those who watch the pipelines see a seeding run.
import { openPipelineBus } from '../bus/open-bus.ts'
import type { Config } from '../config/config.ts'
import type { PipelineCounters } from '../progress/pipeline-counters.ts'
import { PipelineMonitor } from '../progress/pipeline-monitor.ts'
import type { Staging } from '../staging/staging.ts'
import { stagingStream } from './staging-stream.ts'

export interface SeedMonitorOptions {
  readonly config: Config
  readonly dataset: string
  readonly rowsTotal: number
  readonly counters: PipelineCounters
  readonly staging: Staging
  readonly notify: (message: string) => void
}

/** The pipeline is seen from now on, and until `end` is called. */
export async function openSeedMonitor(options: SeedMonitorOptions): Promise<PipelineMonitor> {
  const { config, dataset, rowsTotal, counters, staging, notify } = options
  const { DATA_DIR: dataDir, REDIS_URL: redisUrl, CLICKHOUSE_DATABASE: database } = config
  const bus = openPipelineBus({ dataDir, redisUrl, database }, notify)
  return new PipelineMonitor({
    pipeline: {
      kind: 'seed',
      dataset,
      staging: staging.kind,
      stagingStream: stagingStream(config, staging.kind),
      rowsTotal,
    },
    counters,
    backlog: () => staging.backlog(),
    publisher: await bus.publisher(),
  })
}
