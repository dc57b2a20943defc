// Routes that count: answered from the cache, fresher while data flows.
import type { QueryOf, RouteDefinition } from '@millrace/schemas/api/route.ts'
import { overview, type Overview } from '@millrace/schemas/api/answers/overview.ts'
import { overviewRoute, timeSeriesRoute, topRoute, typeBreakdownRoute } from '@millrace/schemas/api/routes.ts'
import type { KeptAnswer, KeptReads } from './kept-reads.ts'
import { jsonAnswer } from './json-answer.ts'
import { routeHandler, type RouteEntry } from './route-handler.ts'
import type { EventQueries } from '../query/event-queries.ts'

export function metricsRoutes(queries: EventQueries, kept: KeptReads): RouteEntry[] {
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
      const { body, headers } = await keptOverview(queries, kept)
      return jsonAnswer(body, headers)
    }),
    keptRoute(timeSeriesRoute, (query) => queries.timeSeries(query)),
    keptRoute(typeBreakdownRoute, (query) => queries.typeBreakdown(query)),
    keptRoute(topRoute, (query) => queries.top(query)),
  ]
}

/** The overview as the route answers it. */
export async function readKeptOverview(queries: EventQueries, kept: KeptReads): Promise<Overview> {
  const { body } = await keptOverview(queries, kept)
  return overview.parse(JSON.parse(body))
}

function keptOverview(queries: EventQueries, kept: KeptReads): Promise<KeptAnswer> {
  return kept.read(overviewRoute.path, {}, async () => JSON.stringify(await queries.overview(Date.now())))
}
