// Which datasets there are, and what is known of the one that is chosen.
import type { DatasetEntry } from '@millrace/schemas/api/answers/datasets.ts'
import { datasetsRoute } from '@millrace/schemas/api/routes.ts'
import { untrack } from 'svelte'
import type { ApiClient } from '../connect/api-client.ts'
import type { PageVisibility } from '../connect/page-visibility.ts'
import { Resource } from './resource.svelte.ts'
import { timeSpanOf } from './time-span.ts'
import type { View } from './view.svelte.ts'

export class ChosenDataset {
  /** That of the live events first. */
  readonly all: Resource<DatasetEntry[]>
  readonly #view: View

  constructor(client: ApiClient, view: View, pollMs: () => number, visibility: PageVisibility) {
    this.#view = view
    this.all = new Resource((signal) => client.get(datasetsRoute, {}, signal), pollMs, visibility)
  }

  /** The live events are chosen, of which more is known than of any other dataset. */
  readonly isOfEvents: boolean = $derived.by(() => this.#view.dataset === undefined)

  /** The one that is chosen, if it is another; undefined as well until it is known. */
  readonly other: DatasetEntry | undefined = $derived.by(() =>
    this.all.value?.find(({ name }) => name === this.#view.dataset),
  )

  readonly isMissing: boolean = $derived.by(
    () => !this.isOfEvents && this.all.value !== undefined && this.other === undefined,
  )

  readonly hasTimes: boolean = $derived.by(() => this.isOfEvents || typeof this.other?.time === 'string')

  /** `name` is one of `all`. */
  choose(name: string): void {
    const all = this.all.value ?? []
    const entry = all.find((each) => each.name === name)
    this.#view.chooseDataset(name === all[0]?.name ? undefined : name, entry && timeSpanOf(entry))
  }

  /** Call it where effects may be made. `onOther` is called when another one is chosen, before anything is asked of it. */
  follow(onOther: () => void): void {
    let shown = this.#view.dataset
    $effect(() => {
      const { dataset } = this.#view
      if (dataset !== shown) untrack(onOther)
      shown = dataset
    })
    $effect(() => {
      const ofEvents = this.all.value?.[0]?.name
      if (ofEvents !== undefined && this.#view.dataset === ofEvents) untrack(() => this.#view.forgetDatasetName())
    })
  }
}
