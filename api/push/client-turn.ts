// Clients that are sent to at the same moment, the same bytes, and whether there is anything to send them.
import type { LiveMessages } from './live-messages.ts'
import type { PacedClient } from './paced-client.ts'

export interface ClientTurnOptions {
  readonly idleIntervalMs: number
  readonly silenceMsMax: number
  readonly nowMs: () => number
}

export class ClientTurn {
  readonly clients = new Set<PacedClient>()
  readonly #options: ClientTurnOptions
  /** What all of them have been sent. */
  #sentFingerprint: string | undefined
  #sentAtMs = Number.NEGATIVE_INFINITY

  constructor(options: ClientTurnOptions) {
    this.#options = options
  }

  /** The client gets hello and the state at once. */
  join(client: PacedClient, hello: Uint8Array, state: LiveMessages): void {
    if (this.clients.size === 0) this.#noteSent(state)
    this.clients.add(client)
    client.offer([hello, ...state.messages])
  }

  /** Offers the state to all when something runs, when it has changed, or when it was long ago; returns how many could not take it. */
  offer(state: LiveMessages): number {
    const { nowMs, idleIntervalMs } = this.#options
    const isNews = state.isRunning || state.fingerprint !== this.#sentFingerprint
    if (!isNews && nowMs() - this.#sentAtMs < idleIntervalMs) return 0
    this.#noteSent(state)
    let passedOver = 0
    for (const client of this.clients) if (client.offer(state.messages) === 'passed over') passedOver++
    return passedOver
  }

  /** Cuts clients that owe a pong for too long, and returns how many. */
  cutSilent(): number {
    const silent = [...this.clients].filter((client) => client.silentMs() > this.#options.silenceMsMax)
    for (const client of silent) client.terminate()
    return silent.length
  }

  #noteSent({ fingerprint }: LiveMessages): void {
    this.#sentFingerprint = fingerprint
    this.#sentAtMs = this.#options.nowMs()
  }
}
