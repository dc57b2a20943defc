// When the first event of all was, asked once for all who want to know at the same time.
import { eventsPageRoute } from '@millrace/schemas/api/routes.ts'
import type { ApiClient } from '../connect/api-client.ts'

const keptMs = 10_000

export class FirstEvent {
  readonly #client: ApiClient
  #question: Promise<number | undefined> | undefined
  #askedAtMs = 0

  constructor(client: ApiClient) {
    this.#client = client
  }

  /** Epoch milliseconds, at most ten seconds old; undefined when there is none. Rejects with `ApiError`. */
  atMs(): Promise<number | undefined> {
    if (this.#question === undefined || Date.now() - this.#askedAtMs > keptMs) {
      this.#askedAtMs = Date.now()
      const question = this.#ask().catch((error: unknown) => {
        if (this.#question === question) this.#question = undefined
        throw error
      })
      this.#question = question
    }
    return this.#question
  }

  async #ask(): Promise<number | undefined> {
    const { value } = await this.#client.get(eventsPageRoute, { limit: 1 })
    const first = value.events[0]
    return first === undefined ? undefined : Date.parse(first.ts)
  }
}
