// What is chosen on the page. All of it but the theme stands in the address, and comes back from there.
import type { PageEvent } from '@millrace/schemas/api/answers/page-event.ts'
import type { FilterColumn } from '@millrace/schemas/api/params/filter-params.ts'
import { timeMsMax } from '@millrace/schemas/api/params/time-param.ts'
import { intervalMs, isAnswered, pickedInterval } from './interval.ts'
import { presetMs, type Bounds, type Range } from './range.ts'
import type { TimeSpan } from './time-span.ts'
import {
  choiceOf,
  filtersWithout,
  isUnchosenRange,
  searchOf,
  unchosen,
  unchosenRange,
  type ViewChoice,
  type ViewFilters,
} from './view-choice.ts'
import { viewPage, type ViewPage } from './view-page.ts'

export type { Bounds, Range } from './range.ts'

/** From when to when `all` goes: without a last time, until now; until the first is known, for 30 days. */
export interface AllTime {
  readonly firstMs: number | undefined
  readonly lastMs: number | undefined
}

const notKnown: AllTime = { firstMs: undefined, lastMs: undefined }

export type Theme = 'system' | 'light' | 'dark'

export class View {
  readonly #page: ViewPage
  #choice: ViewChoice = $state.raw(choiceOf(''))
  #theme: Theme = $state('system')
  allTime: AllTime = $state.raw(notKnown)

  constructor(page: ViewPage = viewPage) {
    this.#page = page
    this.#choice = choiceOf(page.search())
    this.#theme = themeOf(page.keptTheme())
  }

  /** Follows Back and Forward until the answer is called. */
  followHistory(): () => void {
    return this.#page.onReturn(() => {
      const { dataset } = this
      this.#choice = choiceOf(this.#page.search())
      if (this.dataset !== dataset) this.allTime = notKnown
    })
  }

  /** Undefined: that of the live events. */
  get dataset(): string | undefined {
    return this.#choice.dataset
  }

  get range(): Range {
    return this.#choice.range
  }
  /** `auto`, or a width such as `5m`. */
  get interval(): string {
    return this.#choice.interval
  }
  get isSplit(): boolean {
    return this.#choice.isSplit
  }
  get isStacked(): boolean {
    return this.#choice.isStacked
  }
  get filters(): ViewFilters {
    return this.#choice.filters
  }
  get openEventId(): string | undefined {
    return this.#choice.openEventId
  }
  get openEventAtMs(): number | undefined {
    return this.#choice.openEventAtMs
  }
  get theme(): Theme {
    return this.#theme
  }

  /**
   * Another dataset, with its span of time if that is known. A range that was chosen stays when it touches that; types, filters
   * and single events are only of the live events.
   */
  chooseDataset(dataset: string | undefined, span: TimeSpan | undefined): void {
    if (dataset === this.dataset) return
    const stays = !isUnchosenRange(this.range, this.dataset) && span !== undefined && this.#touches(span)
    this.allTime = dataset === undefined || span === undefined ? notKnown : span
    const { interval } = this
    this.#choose({ ...unchosen, dataset, interval, range: stays ? this.range : unchosenRange(dataset) })
  }

  /** The address named the dataset of the live events, which needs no name. */
  forgetDatasetName(): void {
    const range = isUnchosenRange(this.range, this.dataset) ? unchosenRange(undefined) : this.range
    this.allTime = notKnown
    this.#choose({ dataset: undefined, range }, 'replace')
  }

  /** `replace` while something is dragged: Back then undoes the whole drag. */
  setRange(range: Range, how: 'push' | 'replace' = 'push'): void {
    this.#choose({ range }, how)
  }

  setInterval(interval: string): void {
    this.#choose({ interval })
  }

  toggleSplit(): void {
    this.#choose({ isSplit: !this.isSplit })
  }

  toggleStack(): void {
    this.#choose({ isStacked: !this.isStacked })
  }

  toggleFilter(column: FilterColumn, value: string): void {
    if (this.filters[column] === value) this.removeFilter(column)
    else this.#choose({ filters: { ...this.filters, [column]: value } })
  }

  removeFilter(column: FilterColumn): void {
    this.#choose({ filters: filtersWithout(this.filters, column) })
  }

  clearFilters(): void {
    this.#choose({ filters: {} })
  }

  openEvent({ event_id, ts }: Pick<PageEvent, 'event_id' | 'ts'>): void {
    this.#choose({ openEventId: event_id, openEventAtMs: Date.parse(ts) })
  }

  closeEvent(): void {
    this.#choose({ openEventId: undefined, openEventAtMs: undefined })
  }

  setTheme(theme: Theme): void {
    this.#theme = theme
    this.#page.keepTheme(theme)
  }

  /**
   * The range in time. One that ends now is widened to whole steps, no wider than a bucket: the same question is then asked
   * for the length of a step, and the API has its answer at hand.
   */
  bounds(nowMs: number): Bounds {
    const { range } = this
    if ('fromMs' in range) return range
    const bounds =
      range.preset === 'all' ? this.#allBounds(nowMs) : { fromMs: nowMs - presetMs[range.preset], toMs: nowMs }
    const { fromMs, toMs } = bounds
    const stepMs = Math.min(
      intervalMs(pickedInterval(bounds)) ?? Infinity,
      intervalMs(this.interval) ?? Infinity, // `auto` is none
    )
    return {
      fromMs: Math.max(0, Math.floor(fromMs / stepMs) * stepMs),
      toMs: Math.min((Math.floor(toMs / stepMs) + 1) * stepMs, timeMsMax - 1),
    }
  }

  /** The chosen width, or one picked for these bounds when none is, or when it would make too many buckets. */
  resolvedInterval(bounds: Bounds): string {
    return isAnswered(this.interval, bounds) ? this.interval : pickedInterval(bounds)
  }

  #allBounds(nowMs: number): Bounds {
    const { firstMs, lastMs } = this.allTime
    const toMs = lastMs ?? nowMs
    return { fromMs: Math.min(firstMs ?? toMs - presetMs['30d'], toMs - 1000), toMs }
  }

  #touches({ firstMs, lastMs }: TimeSpan): boolean {
    const { fromMs, toMs } = this.bounds(Date.now())
    return fromMs <= lastMs && firstMs < toMs
  }

  #choose(change: Partial<ViewChoice>, how: 'push' | 'replace' = 'push'): void {
    const before = searchOf(this.#choice)
    this.#choice = { ...this.#choice, ...change }
    const search = searchOf(this.#choice)
    if (search !== before) this.#page.setSearch(search, how)
  }
}

function themeOf(kept: string | null): Theme {
  return kept === 'light' || kept === 'dark' ? kept : 'system'
}
