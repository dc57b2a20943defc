// Routes that tell how the API and the pipelines are.
import type { Pipeline } from '@millrace/schemas/api/answers/pipeline.ts'
import { openApiDocument } from '@millrace/schemas/api/openapi-document.ts'
import {
  aliveRoute,
  openApiRoute,
  pipelineRoute,
  prometheusRoute,
  readinessRoute,
  routes,
} from '@millrace/schemas/api/routes.ts'
import packageJson from '../package.json' with { type: 'json' }
import type { ServiceChecks } from '../health/service-checks.ts'
import type { PipelineState } from '../live-state/pipeline-state.ts'
import type { Metrics } from '../observe/prometheus.ts'
import { jsonAnswer } from './json-answer.ts'
import type { RouteEntry } from '../server/http.ts'
import { routeHandler } from './route-handler.ts'

export interface StateRoutesOptions {
  readonly checks: ServiceChecks
  readonly metrics: Metrics
  readonly pipelines: PipelineState
}

const notKept = { 'Cache-Control': 'no-store' }

export function stateRoutes({ checks, metrics, pipelines }: StateRoutesOptions): RouteEntry[] {
  return [
    routeHandler(pipelineRoute, async () => {
      const services = await checks.states()
      const pipeline: Pipeline = {
        at: new Date().toISOString(),
        ...pipelines.counters(),
        pipelines: pipelines.pipelines(),
        services,
      }
      return jsonAnswer(JSON.stringify(pipeline), notKept)
    }),
    routeHandler(aliveRoute, () => {
      const alive = { status: 'ok', uptime_seconds: process.uptime() }
      return Promise.resolve(jsonAnswer(JSON.stringify(alive), notKept))
    }),
    routeHandler(readinessRoute, async () => {
      const services = await checks.states()
      const isReady = Object.values(services).every(({ state }) => state === 'up')
      const readiness = { status: isReady ? 'ready' : 'not ready', services }
      return jsonAnswer(JSON.stringify(readiness), notKept, isReady ? 200 : 503)
    }),
    routeHandler(prometheusRoute, async () => {
      const headers = { 'Content-Type': metrics.contentType, ...notKept }
      return { status: 200, headers, body: await metrics.text() }
    }),
    routeHandler(openApiRoute, () => {
      const headers = { 'Cache-Control': 'no-cache' }
      return Promise.resolve(
        jsonAnswer(JSON.stringify(openApiDocument(routes, { version: packageJson.version })), headers),
      )
    }),
  ]
}
