// Routes that count: answered from the cache, fresher while data flows.
import { filterColumns } from '@millrace/schemas/api/params/filter-params.ts'
import type { QueryOf, RouteDefinition } from '@millrace/schemas/api/route.ts'
import {
  datasetsRoute,
  overviewRoute,
  timeSeriesRoute,
  topRoute,
  typeBreakdownRoute,
} from '@millrace/schemas/api/routes.ts'
import type { KnownDataset, KnownDatasets } from '../query/datasets/known-datasets.ts'
import type { EventQueries } from '../query/event-queries.ts'
import { InvalidParameterError } from '../query/invalid-parameter-error.ts'
import { jsonAnswer } from './json-answer.ts'
import type { KeptOverview } from './kept-overview.ts'
import type { KeptAnswer, KeptReads } from './kept-reads.ts'
import type { RouteEntry } from '../server/http.ts'
import { routeHandler } from './route-handler.ts'

export interface MetricsRoutesOptions {
  readonly queries: EventQueries
  readonly kept: KeptReads
  readonly overview: KeptOverview
  readonly datasets: KnownDatasets
}

export function metricsRoutes({ queries, kept, overview, datasets }: MetricsRoutesOptions): RouteEntry[] {
  const keptRoute = <Route extends RouteDefinition>(
    route: Route,
    read: (query: QueryOf<Route>) => Promise<KeptAnswer>,
  ): RouteEntry =>
    routeHandler(route, async (query) => {
      const { body, headers } = await read(query)
      return jsonAnswer(body, headers)
    })
  const keptJson = (path: string, query: object, produce: () => Promise<object>): Promise<KeptAnswer> =>
    kept.read(path, query, async () => JSON.stringify(await produce()))
  /** Of a table made anew under the same name, nothing is told that was counted in the old one. */
  const keptOf = (path: string, { name, tableUuid }: KnownDataset, query: object, produce: () => Promise<object>) =>
    keptJson(`${path} of ${name}`, { ...query, tableUuid }, produce)

  return [
    keptRoute(datasetsRoute, (query) => keptJson(datasetsRoute.path, query, () => datasets.entries())),
    keptRoute(overviewRoute, async ({ dataset }) => {
      const other = await datasets.other(dataset)
      if (other === undefined) return overview.answer()
      return keptOf(overviewRoute.path, other, {}, () => other.reads.overview(Date.now()))
    }),
    keptRoute(timeSeriesRoute, async ({ dataset, ...query }) => {
      const other = await datasets.other(dataset)
      if (other === undefined) return keptJson(timeSeriesRoute.path, query, () => queries.timeSeries(query))
      assertNoneOf(['split', ...filterColumns], query, other)
      return keptOf(timeSeriesRoute.path, other, query, () => other.reads.timeSeries(query))
    }),
    keptRoute(typeBreakdownRoute, async ({ dataset, ...query }) => {
      const other = await datasets.other(dataset)
      if (other === undefined) return keptJson(typeBreakdownRoute.path, query, () => queries.typeBreakdown(query))
      assertNoneOf(filterColumns, query, other)
      return keptOf(typeBreakdownRoute.path, other, query, () => other.reads.typeBreakdown(query))
    }),
    keptRoute(topRoute, (query) => keptJson(topRoute.path, query, () => queries.top(query))),
  ]
}

/** Throws `InvalidParameterError` for the first that is given: columns of the live events are not those of another dataset. */
function assertNoneOf(parameters: readonly string[], query: object, { name }: KnownDataset): void {
  const given = parameters.find((parameter) => Object.hasOwn(query, parameter))
  if (given !== undefined) throw new InvalidParameterError(given, `does not go with dataset=${name}: leave it out`)
}
