// The API put together, over whatever warehouse, cache and bus are configured, until it is closed.
import { join } from 'node:path'
import { openPipelineBus } from '@millrace/engine/bus/open-bus.ts'
import type { Config } from '@millrace/engine/config/config.ts'
import { hostInUrl } from '@millrace/engine/config/host-in-url.ts'
import { openWarehouse, type OpenedWarehouse } from '@millrace/engine/warehouse/open-warehouse.ts'
import { defaultReadLimits } from '@millrace/engine/warehouse/read-limits.ts'
import { pageEvents } from '@millrace/schemas/datasets/page-events.ts'
import { CachedReads } from './cache/cached-reads.ts'
import { openCache, type OpenedCache } from './cache/open-cache.ts'
import { ServiceChecks } from './health/service-checks.ts'
import { RateLimit } from './limit/rate-limit.ts'
import { assertMayListen } from './listen-rule.ts'
import { PipelineState } from './live-state/pipeline-state.ts'
import { observeRequest } from './observe/observe-request.ts'
import type { Log } from './observe/open-log.ts'
import { Metrics } from './observe/prometheus.ts'
import { openGrpcServer } from './ingest/grpc/open-grpc-server.ts'
import { eventsBodyBytesMax, postEvents } from './ingest/http/post-events.ts'
import { LiveIntake } from './ingest/live-intake.ts'
import { LiveHub } from './push/live-hub.ts'
import { NewestOverview } from './push/newest-overview.ts'
import { KnownDatasets } from './query/datasets/known-datasets.ts'
import { EventQueries } from './query/event-queries.ts'
import { readServerVersions } from './query/server-version.ts'
import { answerForError } from './routes/answer-for-error.ts'
import { eventsRoutes } from './routes/events-routes.ts'
import { KeptOverview } from './routes/kept-overview.ts'
import { KeptReads } from './routes/kept-reads.ts'
import { limitRequests } from './routes/limit-requests.ts'
import { metricsRoutes } from './routes/metrics-routes.ts'
import { stateRoutes } from './routes/state-routes.ts'
import { openApiServer } from './server/api-server.ts'
import { dashboardRoutes } from './static/dashboard-routes.ts'

export interface StartedApi {
  /** `http://127.0.0.1:8080` */
  readonly url: string
  readonly grpcPort: number
  /** Finishes the answers under way, tells those who watch, lets go of everything. */
  close(): Promise<void>
}

const graceMs = 10_000
const dashboardDir = join(import.meta.dirname, '../ui/dist')
const rateWindowSeconds = 10

/** Throws `CONFIG`, `SERVICE_FAILED` or `DISK_FULL` when it cannot start; a ClickHouse or Redis that is away is waited for. */
export async function startApi(config: Config, log: Log): Promise<StartedApi> {
  assertMayListen(config)
  const notify = (message: string): void => log.info(message)
  const closers: (() => unknown)[] = []
  const close = async (): Promise<void> => {
    for (const closeOne of closers.splice(0).toReversed()) await closeOne()
  }
  try {
    const warehouse = await openWarehouse(config, notify)
    closers.push(() => warehouse.close())
    const opened = openCache(config, notify)
    closers.push(() => opened.close())
    const pipelines = new PipelineState({ nowMs: () => performance.now() })
    const { DATA_DIR: dataDir, REDIS_URL: redisUrl, CLICKHOUSE_DATABASE: database } = config
    const bus = openPipelineBus({ dataDir, redisUrl, database }, notify)
    const subscription = await bus.subscribe((snapshot) => pipelines.take(snapshot))
    closers.push(() => subscription.close())
    const intake = new LiveIntake(config, pageEvents, notify)
    closers.push(() => intake.close())
    const url = await listen(config, log, { warehouse, opened, pipelines, intake }, closers)
    const grpc = await openGrpcServer({
      ...config,
      intake,
      token: config.API_TOKEN,
      onUnknownError: (err) => log.error({ err }, 'a gRPC call failed'),
    })
    closers.push(() => grpc.close({ graceMs }))
    return { url, grpcPort: grpc.port, close }
  } catch (error) {
    await close()
    throw error
  }
}

interface ApiParts {
  readonly warehouse: OpenedWarehouse
  readonly opened: OpenedCache
  readonly pipelines: PipelineState
  readonly intake: LiveIntake
}

async function listen(config: Config, log: Log, parts: ApiParts, closers: (() => unknown)[]): Promise<string> {
  const { warehouse, opened, pipelines, intake } = parts
  const reader = warehouse.warehouse.reader(defaultReadLimits)
  const shardReaders = warehouse.warehouse.shards.map((shard) => shard.reader(defaultReadLimits))
  closers.push(() => Promise.all([reader, ...shardReaders].map((each) => each.close())))
  const queries = new EventQueries(reader, pageEvents)
  const cached = new CachedReads({
    cache: opened.cache,
    onRefreshFailure: (err) => log.warn({ err }, 'an answer could not be refreshed'),
  })
  const kept = new KeptReads(cached, { sinceMovedMs: () => pipelines.sinceMovedMs() })
  const overview = new KeptOverview(queries, kept)
  const datasets = new KnownDatasets({
    reader,
    own: pageEvents,
    storedName: (dataset) => warehouse.warehouse.storedName(dataset),
  })
  const newest = new NewestOverview(() => overview.read())
  const hub = new LiveHub({
    source: { read: () => ({ counters: pipelines.counters(), metrics: newest.newest }) },
    dataset: pageEvents.name,
    clientsMax: config.LIVE_CLIENTS_MAX,
  })
  const checks = new ServiceChecks({
    clickhouse: {
      description: warehouse.description,
      check: async () => ({ description: warehouse.description, version: await readServerVersions(shardReaders) }),
    },
    ...opened.services,
  })
  const metrics = new Metrics({
    counters: () => pipelines.counters(),
    insertLatency: () => pipelines.insertLatency(),
    pipelinesRunning: () => pipelines.runningCount(),
    live: () => hub.counts,
    cache: () => cached.counters,
    services: () => checks.states(),
  })
  const limit = new RateLimit({
    requestsMax: config.API_RATE_LIMIT,
    windowSeconds: rateWindowSeconds,
    database: config.CLICKHOUSE_DATABASE,
    redis: opened.redis,
  })
  const dashboard = await dashboardRoutes(dashboardDir)
  const server = await openApiServer({
    host: config.API_HOST,
    port: config.API_PORT,
    routes: new Map([
      ...metricsRoutes({ queries, kept, overview, datasets }),
      ...eventsRoutes(queries, {
        POST: postEvents({ intake, token: config.API_TOKEN, log }),
        bodyBytesMax: eventsBodyBytesMax,
      }),
      ...stateRoutes({ checks, metrics, pipelines }),
      ...dashboard,
    ]),
    live: hub,
    corsOrigins: config.CORS_ORIGINS,
    hostNames: config.API_HOSTS,
    log,
    before: limitRequests(
      limit,
      dashboard.map(([path]) => path),
    ),
    answerFor: (error, request) => answerForError(error, request, log),
    observe: observeRequest(metrics, log),
  })
  closers.push(() => server.close({ graceMs }))
  await newest.refresh()
  return `http://${hostInUrl(config.API_HOST)}:${server.port}`
}
