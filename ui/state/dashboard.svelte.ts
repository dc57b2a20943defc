// All that the page shows, and when it is asked for: at once when another choice is made, when the pipeline begins or ends,
// and when the API comes back; else by the pace.
import type { AnyOverview } from '@millrace/schemas/api/answers/overview.ts'
import type { Pipeline } from '@millrace/schemas/api/answers/pipeline.ts'
import type { TimeSeries } from '@millrace/schemas/api/answers/time-series.ts'
import type { Top } from '@millrace/schemas/api/answers/top.ts'
import { pipelineRoute } from '@millrace/schemas/api/routes.ts'
import { untrack } from 'svelte'
import { apiBase, liveUrl } from '../connect/api-base.ts'
import { ApiClient } from '../connect/api-client.ts'
import { LiveSocket } from '../connect/live-socket.ts'
import { pageVisibility, type PageVisibility } from '../connect/page-visibility.ts'
import { askOnChange, refreshAll, type Asked } from './asked.svelte.ts'
import { ChosenDataset } from './chosen-dataset.svelte.ts'
import { EventList } from './event-list.svelte.ts'
import { Live } from './live.svelte.ts'
import { newestOverview } from './newest-overview.ts'
import { OpenedEvent } from './opened-event.svelte.ts'
import { Pace } from './pace.ts'
import { breakdownColumns, Questions, type BreakdownColumn } from './questions.ts'
import { Resource } from './resource.svelte.ts'
import { filtersWithout } from './view-choice.ts'
import { View } from './view.svelte.ts'

interface DashboardParts {
  readonly client: ApiClient
  readonly view: View
  readonly live: Live
  readonly visibility: PageVisibility
}

export class Dashboard {
  readonly view: View
  readonly live: Live
  readonly series: Resource<TimeSeries>
  /** Of the time of the same length just before; undefined where there is none. */
  readonly previousTotal: Resource<number | undefined>
  readonly breakdowns: Readonly<Record<BreakdownColumn, Resource<Top>>>
  readonly pipeline: Resource<Pipeline>
  readonly dataset: ChosenDataset
  readonly events: EventList
  readonly openedEvent: OpenedEvent
  readonly overview: AnyOverview | undefined = $derived.by(() => {
    const asked = { value: this.#overview.value, atMs: this.#overview.answeredAtMs }
    if (this.view.dataset !== undefined) return asked.value
    return newestOverview({ value: this.live.metrics, atMs: this.live.metricsAtMs }, asked)
  })

  readonly #overview: Resource<AnyOverview>
  readonly #pace: Pace
  readonly #asked: readonly Asked[]
  #endings: (() => void)[] = []

  constructor(parts: Partial<DashboardParts> = {}) {
    const { client = new ApiClient({ base: apiBase() }), view = new View(), visibility = pageVisibility } = parts
    const live = parts.live ?? new Live((handlers) => new LiveSocket({ url: liveUrl(apiBase()), ...handlers }))
    const pace = new Pace(live, view)
    this.dataset = new ChosenDataset(client, view, () => pace.datasetsMs(), visibility)
    const questions = new Questions(client, view, () => this.dataset.other)
    const breakdown = (column: BreakdownColumn) =>
      new Resource(
        (signal) => questions.breakdown(column, signal),
        () => pace.breakdownMs(),
        visibility,
      )
    this.view = view
    this.live = live
    this.#pace = pace
    this.series = new Resource(
      (signal) => questions.series(signal),
      () => pace.seriesMs(),
      visibility,
    )
    this.previousTotal = new Resource(
      (signal) => questions.previousTotal(signal),
      () => pace.breakdownMs(),
      visibility,
    )
    this.breakdowns = {
      event_type: breakdown('event_type'),
      url: breakdown('url'),
      referrer: breakdown('referrer'),
      country: breakdown('country'),
      device: breakdown('device'),
    }
    this.pipeline = new Resource(
      (signal) => client.get(pipelineRoute, {}, signal),
      () => pace.pipelineMs(),
      visibility,
    )
    this.#overview = new Resource(
      (signal) => questions.overview(signal),
      () => pace.overviewMs(),
      visibility,
    )
    this.events = new EventList({
      client,
      question: () => questions.events(),
      pollMs: () => pace.eventsMs(),
      visibility,
    })
    this.openedEvent = new OpenedEvent({ client, view, listed: () => this.events.events, visibility })
    this.#asked = this.#allAsked()
  }

  start(): void {
    if (this.#endings.length > 0) return
    const endEffects = $effect.root(() => {
      this.dataset.follow(() => {
        // Numbers of one dataset are never shown under the name of another.
        for (const part of [this.#overview, this.series, this.previousTotal]) part.forget()
      })
      askOnChange(this.#asked)
      this.#catchUpOnChange()
    })
    this.live.start()
    this.#endings = [endEffects, this.view.followHistory(), () => this.live.stop()]
  }

  stop(): void {
    for (const end of this.#endings) end()
    this.#endings = []
    for (const { part } of this.#asked) part.stop()
  }

  /** Asks for everything at once, instead of waiting. */
  retry(): void {
    this.live.retry()
    refreshAll(this.#asked)
  }

  #catchUpOnChange(): void {
    let wasAway = false
    let wasRunning = false
    $effect(() => {
      const { connection, isRunning } = this.live
      untrack(() => {
        const isBack = connection === 'open' && wasAway
        if (connection !== 'connecting') wasAway = connection === 'away'
        // While it is away nobody knows.
        const hasTurned = connection === 'open' && this.live.counters !== undefined && isRunning !== wasRunning
        if (hasTurned) {
          wasRunning = isRunning
          this.#pace.noteRun()
        }
        if (isBack || hasTurned) refreshAll(this.#asked)
      })
    })
  }

  #allAsked(): Asked[] {
    const { view, dataset } = this
    const isOfEvents = () => dataset.isOfEvents
    const isKnown = () => dataset.isOfEvents || dataset.other !== undefined
    return [
      { part: dataset.all, key: () => '' },
      { part: this.#overview, key: () => view.dataset ?? '', isWanted: isKnown },
      {
        part: this.series,
        key: () => [view.dataset, view.range, view.interval, view.isSplit, view.filters],
        isWanted: () => dataset.hasTimes,
      },
      { part: this.previousTotal, key: () => [view.range, view.filters], isWanted: isOfEvents },
      ...breakdownColumns.map((column) => ({
        part: this.breakdowns[column],
        key: () => [view.range, filtersWithout(view.filters, column)],
        isWanted: isOfEvents,
      })),
      { part: this.pipeline, key: () => '' },
      { part: this.events, key: () => [view.range, view.filters], isWanted: isOfEvents },
      { part: this.openedEvent, key: () => this.openedEvent.key, isWanted: isOfEvents },
    ]
  }
}
