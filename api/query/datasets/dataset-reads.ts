// What can be asked of any dataset. Reads fail as those of `EventQueries` do.
import type { AnyOverview } from '@millrace/schemas/api/answers/overview.ts'
import type { TimeSeries } from '@millrace/schemas/api/answers/time-series.ts'
import type { QueryOf } from '@millrace/schemas/api/route.ts'
import type { timeSeriesRoute, typeBreakdownRoute } from '@millrace/schemas/api/routes.ts'

export interface DatasetReads {
  overview(nowMs: number): Promise<AnyOverview>
  /** Throws `InvalidParameterError` when rows have no time. */
  timeSeries(query: QueryOf<typeof timeSeriesRoute>): Promise<TimeSeries>
  /** Throws `InvalidParameterError` when rows have no category. */
  typeBreakdown(query: QueryOf<typeof typeBreakdownRoute>): Promise<Record<string, number>>
}
