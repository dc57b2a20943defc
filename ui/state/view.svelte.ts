// What is chosen on the page. All of it but the theme stands in the address, and comes back from there.
import type { PageEvent } from '@millrace/schemas/api/answers/page-event.ts'
import type { FilterColumn } from '@millrace/schemas/api/params/filter-params.ts'
import { intervalMs, isAnswered, pickedInterval } from './interval.ts'
import { presetMs, type Bounds, type Range } from './range.ts'
import { choiceOf, filtersWithout, searchOf, type ViewChoice, type ViewFilters } from './view-choice.ts'
import { viewPage, type ViewPage } from './view-page.ts'

export type { Bounds, Range } from './range.ts'

export type Theme = 'system' | 'light' | 'dark'

export class View {
  readonly #page: ViewPage
  #choice: ViewChoice = $state.raw(choiceOf(''))
  #theme: Theme = $state('system')
  /** When the first event of all was; `all` begins there. Until it is known, 30 days stand for it. */
  firstEventMs: number | undefined = $state()

  constructor(page: ViewPage = viewPage) {
    this.#page = page
    this.#choice = choiceOf(page.search())
    this.#theme = themeOf(page.keptTheme())
  }

  /** Follows Back and Forward until the answer is called. */
  followHistory(): () => void {
    return this.#page.onReturn(() => {
      this.#choice = choiceOf(this.#page.search())
    })
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
    const fromMs = range.preset === 'all' ? this.#allFromMs(nowMs) : nowMs - presetMs[range.preset]
    const bounds = { fromMs, toMs: nowMs }
    const stepMs = Math.min(
      intervalMs(pickedInterval(bounds)) ?? Infinity,
      intervalMs(this.interval) ?? Infinity, // `auto` is none
    )
    return {
      fromMs: Math.max(0, Math.floor(fromMs / stepMs) * stepMs),
      toMs: (Math.floor(nowMs / stepMs) + 1) * stepMs,
    }
  }

  /** The chosen width, or one picked for these bounds when none is, or when it would make too many buckets. */
  resolvedInterval(bounds: Bounds): string {
    return isAnswered(this.interval, bounds) ? this.interval : pickedInterval(bounds)
  }

  #allFromMs(nowMs: number): number {
    return Math.min(this.firstEventMs ?? nowMs - presetMs['30d'], nowMs - 1000)
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
