// Routes that count: answered from the cache, fresher while data flows.
import type { QueryOf, RouteDefinition } from '@millrace/schemas/api/route.ts'
import { overviewRoute, timeSeriesRoute, topRoute, typeBreakdownRoute } from '@millrace/schemas/api/routes.ts'
import type { EventQueries } from '../query/event-queries.ts'
import { jsonAnswer } from './json-answer.ts'
import type { KeptOverview } from './kept-overview.ts'
import type { KeptReads } from './kept-reads.ts'
import type { RouteEntry } from '../server/http.ts'
import { routeHandler } from './route-handler.ts'

export interface MetricsRoutesOptions {
  readonly queries: EventQueries
  readonly kept: KeptReads
  readonly overview: KeptOverview
}

export function metricsRoutes({ queries, kept, overview }: MetricsRoutesOptions): RouteEntry[] {
  const keptRoute = <Route extends RouteDefinition>(
    route: Route,
    produce: (query: QueryOf<Route>) => Promise<object>,
  ): RouteEntry =>
    routeHandler(route, async (query) => {
      const { body, headers } = await kept.read(route.path, query, async () => JSON.stringify(await produce(query)))
      return jsonAnswer(body, headers)
    })
  return [
    routeHandler(overviewRoute, async () => {
      const { body, headers } = await overview.answer()
      return jsonAnswer(body, headers)
    }),
    keptRoute(timeSeriesRoute, (query) => queries.timeSeries(query)),
    keptRoute(typeBreakdownRoute, (query) => queries.typeBreakdown(query)),
    keptRoute(topRoute, (query) => queries.top(query)),
  ]
}
