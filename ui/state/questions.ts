// What the dashboard asks the API, for the range and filters that are chosen at the moment of asking.
import type { TimeSeries } from '@millrace/schemas/api/answers/time-series.ts'
import type { Top } from '@millrace/schemas/api/answers/top.ts'
import type { AnyOverview } from '@millrace/schemas/api/answers/overview.ts'
import type { DatasetEntry } from '@millrace/schemas/api/answers/datasets.ts'
import { overviewRoute, timeSeriesRoute, topRoute, typeBreakdownRoute } from '@millrace/schemas/api/routes.ts'
import type { ApiClient, Answered, Query } from '../connect/api-client.ts'
import { FirstEvent } from './first-event.ts'
import { timeSpanOf } from './time-span.ts'
import { filtersWithout } from './view-choice.ts'
import type { AllTime, Bounds, View } from './view.svelte.ts'

const topCount = 10
const noTotal = { value: undefined, isStale: false, ageSeconds: 0 }

export const breakdownColumns = ['event_type', 'url', 'referrer', 'country', 'device'] as const
export type BreakdownColumn = (typeof breakdownColumns)[number]

export class Questions {
  readonly #client: ApiClient
  readonly #view: View
  readonly #other: () => DatasetEntry | undefined
  readonly #firstEvent: FirstEvent

  /** `other`: what is known of the dataset that is chosen, when it is not that of the live events. */
  constructor(client: ApiClient, view: View, other: () => DatasetEntry | undefined) {
    this.#client = client
    this.#view = view
    this.#other = other
    this.#firstEvent = new FirstEvent(client)
  }

  overview(signal: AbortSignal): Promise<Answered<AnyOverview>> {
    return this.#client.get(overviewRoute, { dataset: this.#view.dataset }, signal)
  }

  async series(signal: AbortSignal): Promise<Answered<TimeSeries>> {
    const { dataset, isSplit, filters } = this.#view
    const bounds = await this.#bounds()
    const interval = this.#view.resolvedInterval(bounds)
    const query = { ...times(bounds), dataset, interval, split: isSplit ? 'event_type' : undefined, ...filters }
    return this.#client.get(timeSeriesRoute, query, signal)
  }

  /** Events in the time of the same length just before; undefined before all of them, and of another dataset. */
  async previousTotal(signal: AbortSignal): Promise<Answered<number | undefined>> {
    const { dataset, range, filters } = this.#view
    if (dataset !== undefined || ('preset' in range && range.preset === 'all')) return noTotal
    const { fromMs, toMs } = await this.#bounds()
    // What lies ahead has no events yet: the time before is as long as what lies behind.
    const passedMs = Math.min(toMs, Math.ceil(Date.now() / 1000) * 1000) - fromMs
    if (passedMs <= 0 || passedMs > fromMs) return noTotal
    const before = times({ fromMs: fromMs - passedMs, toMs: fromMs })
    const { value, ...answered } = await this.#client.get(typeBreakdownRoute, { ...before, ...filters }, signal)
    return { value: Object.values(value).reduce((sum, count) => sum + count, 0), ...answered }
  }

  /** The most frequent values, whatever of them is chosen: the other ones can still be. */
  async breakdown(column: BreakdownColumn, signal: AbortSignal): Promise<Answered<Top>> {
    const filters = filtersWithout(this.#view.filters, column)
    const query = { ...times(await this.#bounds()), ...filters }
    if (column !== 'event_type') return this.#client.get(topRoute, { by: column, limit: topCount, ...query }, signal)
    const { value, ...answered } = await this.#client.get(typeBreakdownRoute, query, signal)
    const top = Object.entries(value).map(([key, count]) => ({ key, count }))
    return { value: top.sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1)), ...answered }
  }

  /** Of the list of events: a range that ends now is open, so that new ones belong to it. */
  events(): Query {
    const { range, filters } = this.#view
    if ('fromMs' in range) return { ...times(range), ...filters }
    if (range.preset === 'all') return filters
    const { from } = times(this.#view.bounds(Date.now()))
    return { from, ...filters }
  }

  async #bounds(): Promise<Bounds> {
    const { dataset, range } = this.#view
    if ('preset' in range && range.preset === 'all') {
      const allTime = dataset === undefined ? await this.#untilNow() : this.#spanOfOther()
      if (this.#view.dataset === dataset) this.#view.allTime = allTime
    }
    return this.#view.bounds(Date.now())
  }

  async #untilNow(): Promise<AllTime> {
    return { firstMs: await this.#firstEvent.atMs(), lastMs: undefined }
  }

  #spanOfOther(): AllTime {
    const entry = this.#other()
    return (entry && timeSpanOf(entry)) ?? { firstMs: undefined, lastMs: undefined }
  }
}

function times({ fromMs, toMs }: Bounds): { from: string; to: string } {
  return { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() }
}
