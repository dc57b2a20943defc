// What the frame of the page shows: one state for header, title and favicon, and how old what is shown is.
import type { Dashboard } from '../state/dashboard.svelte.ts'
import { serviceState, type ServiceState } from './service-state.ts'

export class PageState {
  readonly #dashboard: Dashboard

  constructor(dashboard: Dashboard) {
    this.#dashboard = dashboard
  }

  /** Everything that is asked for by HTTP. */
  get #resources() {
    const { dataset, series, breakdowns, pipeline } = this.#dashboard
    return [series, pipeline, ...(dataset.isOfEvents ? Object.values(breakdowns) : [])]
  }

  readonly service: ServiceState = $derived.by(() => {
    const { connection, lastMessageAtMs, isRunning } = this.#dashboard.live
    const errorKinds = this.#resources.flatMap(({ error }) => (error === undefined ? [] : [error.kind]))
    return serviceState({ connection, errorKinds, isRunning, hasBeenOpen: lastMessageAtMs !== undefined })
  })

  readonly rowsPerSecond: number = $derived.by(() => this.#dashboard.live.counters?.rowsPerSecond ?? 0)

  /** When the newest of what is shown came, whichever way. */
  readonly newestAtMs: number | undefined = $derived.by(() => {
    const times = this.#resources.map(({ answeredAtMs }) => answeredAtMs)
    const known = [...times, this.#dashboard.live.lastMessageAtMs].filter((time) => time !== undefined)
    return known.length === 0 ? undefined : Math.max(...known)
  })

  readonly nextTryAtMs: number | undefined = $derived.by(() => this.#dashboard.live.nextTryAtMs)

  /** Events of the range with all filters; unknown while a seed fills the table, where every answer is of another moment. */
  readonly eventsInRange: number | undefined = $derived.by(() => {
    const { live, series } = this.#dashboard
    return live.isFilling ? undefined : series.value?.reduce((sum, { count }) => sum + count, 0)
  })

  /** Asked and answered: there is not one event. */
  readonly isEmpty: boolean = $derived.by(
    () => this.#dashboard.dataset.isOfEvents && this.#dashboard.overview?.total_events === 0,
  )
}
