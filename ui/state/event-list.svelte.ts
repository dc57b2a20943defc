// The events themselves, newest first: older ones page by page on request, new ones on top while the list is tailing. It is
// always without a gap, and bounded.
import type { PageEvent } from '@millrace/schemas/api/answers/page-event.ts'
import { eventsPageRoute, eventStreamRoute, typeBreakdownRoute } from '@millrace/schemas/api/routes.ts'
import type { ApiClient, Answered, Query } from '../connect/api-client.ts'
import { ApiError } from '../connect/api-error.ts'
import type { PageVisibility } from '../connect/page-visibility.ts'
import { eventsCsv } from './events-csv.ts'
import { extended, mergedPage, type ListedEvents } from './listed-events.ts'
import { Resource } from './resource.svelte.ts'

const pageCount = 100
const countMax = 10_000
const exportCountMax = 1_000_000
const exportRoutes = { jsonl: eventStreamRoute }

interface EventListOptions {
  readonly client: ApiClient
  /** What is listed: range and filters, as the API takes them. A range that ends now has no `to`. */
  readonly question: () => Query
  readonly pollMs: () => number
  readonly visibility?: PageVisibility
}

export class EventList {
  isTailing = $state(true)
  /** How many events are newer than the newest listed, while it does not tail. */
  newCount = $state(0)
  isLoadingMore = $state(false)
  #listed: ListedEvents = $state.raw({ events: [], cursor: null })
  #moreError: ApiError | undefined = $state.raw()
  readonly #tail: Resource<void>
  readonly #options: EventListOptions
  /** Cursors hold for one question alone: it stays until the list begins anew. */
  #question: Query = {}
  #isOfOtherQuestion = true
  #more: AbortController | undefined

  readonly events: readonly PageEvent[] = $derived(this.#listed.events)
  /** There are older ones, and no room for them: they are for a narrower question or for the export. */
  readonly isFull: boolean = $derived(this.#listed.cursor !== null && this.#listed.events.length >= countMax)
  readonly hasMore: boolean = $derived(this.#listed.cursor !== null && !this.isFull)
  readonly error: ApiError | undefined = $derived.by(() => this.#moreError ?? this.#tail.error)

  constructor(options: EventListOptions) {
    this.#options = options
    this.#tail = new Resource((signal) => this.#look(signal), options.pollMs, options.visibility)
  }

  /** When the events were looked at last. */
  get answeredAtMs(): number | undefined {
    return this.#tail.answeredAtMs
  }

  /** Looks for new ones now. */
  refresh(): void {
    this.#tail.refresh()
  }

  /** Begins anew, with another question: what is listed stays until its answer is there, and goes if there is none. */
  renew(): void {
    this.#more?.abort()
    this.#more = undefined
    this.#moreError = undefined
    this.#isOfOtherQuestion = true
    this.isLoadingMore = true
    this.#tail.renew()
  }

  stop(): void {
    this.#more?.abort()
    this.#tail.stop()
  }

  pause(): void {
    this.isTailing = false
  }

  resume(): void {
    this.isTailing = true
    this.newCount = 0
    this.#tail.refresh()
  }

  /** Adds a page of older ones; looks for the first ones when there are none yet. */
  async loadMore(): Promise<void> {
    const { cursor } = this.#listed
    if (this.#isOfOtherQuestion || cursor === null) {
      this.renew()
      return
    }
    if (this.isLoadingMore || !this.hasMore) return
    const request = new AbortController()
    this.#more = request
    this.isLoadingMore = true
    this.#moreError = undefined
    try {
      const query = { ...this.#pageQuery(), cursor }
      const { value } = await this.#options.client.get(eventsPageRoute, query, request.signal)
      // The tail may have begun the list anew meanwhile: this page does not belong to it then.
      if (!request.signal.aborted && this.#listed.cursor === cursor) this.#listed = extended(this.#listed, value)
    } catch (error) {
      if (!request.signal.aborted) this.#failMore(error)
    } finally {
      if (this.#more === request) this.isLoadingMore = false
    }
  }

  /** Everything that the list would go on to, not only what is loaded. */
  exportUrl(kind: keyof typeof exportRoutes): string {
    const query = { ...this.#options.question(), order: 'desc', limit: exportCountMax }
    return this.#options.client.url(exportRoutes[kind], query)
  }

  /** Of what is loaded. */
  csv(): string {
    return eventsCsv(this.events)
  }

  #failMore(error: unknown): void {
    // A cursor that is no longer good: the table was made anew.
    if (error instanceof ApiError && error.kind === 'refused') this.renew()
    else this.#moreError = error instanceof ApiError ? error : new ApiError('failed', String(error), { cause: error })
  }

  async #look(signal: AbortSignal): Promise<Answered<void>> {
    const isOther = this.#isOfOtherQuestion
    if (isOther) this.#question = this.#options.question()
    try {
      if (this.isTailing || isOther) return await this.#lookAtNewest(signal, isOther)
      return await this.#lookHowMany(signal)
    } catch (error) {
      if (isOther && !signal.aborted) this.#listed = { events: [], cursor: null }
      throw error
    } finally {
      if (isOther && !signal.aborted) this.isLoadingMore = false
    }
  }

  async #lookAtNewest(signal: AbortSignal, isOther: boolean): Promise<Answered<void>> {
    const { value, ...answered } = await this.#options.client.get(eventsPageRoute, this.#pageQuery(), signal)
    // Who paused while it was under way reads what stands there.
    if (signal.aborted || !(this.isTailing || isOther)) return { ...answered, value: undefined }
    this.#listed = isOther
      ? { events: value.events, cursor: value.next_cursor }
      : mergedPage(this.#listed, value, countMax)
    this.#isOfOtherQuestion = false
    this.newCount = 0
    return { ...answered, value: undefined }
  }

  async #lookHowMany(signal: AbortSignal): Promise<Answered<void>> {
    const { events } = this.#listed
    const newest = events[0]
    const query = newest === undefined ? this.#question : { ...this.#question, from: newest.ts }
    const { value, ...answered } = await this.#options.client.get(typeBreakdownRoute, query, signal)
    const sinceNewest = Object.values(value).reduce((sum, count) => sum + count, 0)
    const listedSince = events.filter(({ ts }) => ts === newest?.ts).length
    if (!signal.aborted && !this.isTailing) this.newCount = Math.max(0, sinceNewest - listedSince)
    return { ...answered, value: undefined }
  }

  #pageQuery(): Query {
    return { ...this.#question, order: 'desc', limit: pageCount }
  }
}
