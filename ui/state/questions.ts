// What the dashboard asks the API, for the range and filters that are chosen at the moment of asking.
import type { TimeSeries } from '@millrace/schemas/api/answers/time-series.ts'
import type { Top } from '@millrace/schemas/api/answers/top.ts'
import { timeSeriesRoute, topRoute, typeBreakdownRoute } from '@millrace/schemas/api/routes.ts'
import type { ApiClient, Answered, Query } from '../connect/api-client.ts'
import { FirstEvent } from './first-event.ts'
import { filtersWithout } from './view-choice.ts'
import type { Bounds, View } from './view.svelte.ts'

const topCount = 10
const noTotal = { value: undefined, isStale: false, ageSeconds: 0 }

export const breakdownColumns = ['event_type', 'url', 'referrer', 'country', 'device'] as const
export type BreakdownColumn = (typeof breakdownColumns)[number]

export class Questions {
  readonly #client: ApiClient
  readonly #view: View
  readonly #firstEvent: FirstEvent

  constructor(client: ApiClient, view: View) {
    this.#client = client
    this.#view = view
    this.#firstEvent = new FirstEvent(client)
  }

  async series(signal: AbortSignal): Promise<Answered<TimeSeries>> {
    const { isSplit, filters } = this.#view
    const bounds = await this.#bounds()
    const interval = this.#view.resolvedInterval(bounds)
    const query = { ...times(bounds), interval, split: isSplit ? 'event_type' : undefined, ...filters }
    return this.#client.get(timeSeriesRoute, query, signal)
  }

  /** Events in the time of the same length just before; undefined before all of them. */
  async previousTotal(signal: AbortSignal): Promise<Answered<number | undefined>> {
    const { range, filters } = this.#view
    if ('preset' in range && range.preset === 'all') return noTotal
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
    const { range } = this.#view
    if ('preset' in range && range.preset === 'all') this.#view.firstEventMs = await this.#firstEvent.atMs()
    return this.#view.bounds(Date.now())
  }
}

function times({ fromMs, toMs }: Bounds): { from: string; to: string } {
  return { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() }
}
