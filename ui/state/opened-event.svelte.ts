// The event that is opened: from the list while it is there, else looked for at the time that the address says. Once it is
// known it stays until another one is opened.
import type { PageEvent } from '@millrace/schemas/api/answers/page-event.ts'
import type { ApiClient } from '../connect/api-client.ts'
import type { PageVisibility } from '../connect/page-visibility.ts'
import { findEvent } from './find-event.ts'
import { Resource } from './resource.svelte.ts'
import type { View } from './view.svelte.ts'

/** An event that is not there may be on its way. */
const lookAgainMs = 10_000
/** As long as a timer takes. */
const neverMs = 2 ** 31 - 1

interface OpenedEventOptions {
  readonly client: ApiClient
  readonly view: Pick<View, 'openEventId' | 'openEventAtMs'>
  readonly listed: () => readonly PageEvent[]
  readonly visibility?: PageVisibility
}

export class OpenedEvent {
  readonly #options: OpenedEventOptions
  readonly #search: Resource<PageEvent | undefined>
  readonly #listed: PageEvent | undefined = $derived.by(() => {
    const { view, listed } = this.#options
    return view.openEventId === undefined ? undefined : listed().find(({ event_id }) => event_id === view.openEventId)
  })
  /** Undefined when none is opened, or when it is not known. */
  readonly event: PageEvent | undefined = $derived.by(() => {
    const found = this.#search.value
    return found !== undefined && found.event_id === this.#options.view.openEventId ? found : this.#listed
  })

  constructor(options: OpenedEventOptions) {
    this.#options = options
    const pollMs = () => (this.event === undefined && this.#isFindable ? lookAgainMs : neverMs)
    this.#search = new Resource((signal) => this.#look(signal), pollMs, options.visibility)
  }

  get isLoading(): boolean {
    return this.#search.isLoading && this.event === undefined && this.#isFindable
  }

  get error(): Resource<unknown>['error'] {
    return this.event === undefined ? this.#search.error : undefined
  }

  /** Looks again when this changes. */
  get key(): unknown {
    const { openEventId, openEventAtMs } = this.#options.view
    return [openEventId, openEventAtMs, this.#listed !== undefined]
  }

  refresh(): void {
    this.#search.refresh()
  }

  renew(): void {
    this.#search.renew()
  }

  stop(): void {
    this.#search.stop()
  }

  get #isFindable(): boolean {
    const { openEventId, openEventAtMs } = this.#options.view
    return openEventId !== undefined && openEventAtMs !== undefined
  }

  #look(signal: AbortSignal): ReturnType<typeof findEvent> {
    const { openEventId: eventId, openEventAtMs: atMs } = this.#options.view
    const known = this.event
    if (known !== undefined || eventId === undefined || atMs === undefined) {
      return Promise.resolve({ value: known, isStale: false, ageSeconds: 0 })
    }
    return findEvent(this.#options.client, { eventId, atMs }, signal)
  }
}
