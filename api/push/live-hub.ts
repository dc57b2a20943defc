// `/live`: everyone who watches gets hello and the newest state at once, then the state whenever it moves, up to four
// times a second, and every five seconds while it does not. No client waits for another, or for an old message.
//
// Clients take turns: a tenth of them is sent to every 25 ms. A thousand at once would keep each other waiting.
import type { LiveClient, LiveConnection, LiveEndpoint } from '../server/live/live-endpoint.ts'
import { ClientTurn } from './client-turn.ts'
import { helloBytes, liveMessages, type LiveMessages } from './live-messages.ts'
import type { LiveSource } from './live-source.ts'
import { PacedClient } from './paced-client.ts'
import { SteadyTimer } from './steady-timer.ts'

export interface LiveHubOptions {
  readonly source: LiveSource
  readonly dataset: string
  readonly clientsMax?: number
  /** Between messages while something moves. */
  readonly intervalMs?: number
  /** Between messages while nothing does. */
  readonly idleIntervalMs?: number
  readonly pingIntervalMs?: number
  readonly pingsUnansweredMax?: number
  /** A client that owes a pong for longer is cut. */
  readonly silenceMsMax?: number
  /** A clock that never goes back. */
  readonly nowMs?: () => number
}

export interface LiveCounts {
  readonly clients: number
  readonly messagesSent: number
  /** States that a client did not get because it had not read what came before. */
  readonly statesPassedOver: number
  readonly clientsRefused: number
  readonly clientsCut: number
}

const defaults = {
  clientsMax: 5000,
  intervalMs: 250,
  idleIntervalMs: 5000,
  pingIntervalMs: 1000,
  pingsUnansweredMax: 2,
  silenceMsMax: 60_000,
  nowMs: () => performance.now(),
}
const retryAfterSeconds = 10
const turnsMax = 10
const turnMsMin = 10

export class LiveHub implements LiveEndpoint {
  readonly path = '/live'
  readonly #options: Required<LiveHubOptions>
  readonly #turns: readonly [ClientTurn, ...ClientTurn[]]
  readonly #timer: SteadyTimer
  #turnIndex = 0
  #newest: LiveMessages | undefined
  #readAtMs = Number.NEGATIVE_INFINITY
  #messagesSent = 0
  #statesPassedOver = 0
  #clientsRefused = 0
  #clientsCut = 0

  constructor(options: LiveHubOptions) {
    this.#options = { ...defaults, ...options }
    const { intervalMs, nowMs } = this.#options
    const turnCount = Math.max(1, Math.min(turnsMax, Math.floor(intervalMs / turnMsMin)))
    const turn = () => new ClientTurn(this.#options)
    this.#turns = [turn(), ...Array.from({ length: turnCount - 1 }, turn)]
    this.#timer = new SteadyTimer(intervalMs / turnCount, nowMs, () => this.#tick())
  }

  get counts(): LiveCounts {
    return {
      clients: this.#clientCount,
      messagesSent: this.#messagesSent,
      statesPassedOver: this.#statesPassedOver,
      clientsRefused: this.#clientsRefused,
      clientsCut: this.#clientsCut,
    }
  }

  refuse(): number | undefined {
    if (this.#clientCount < this.#options.clientsMax) return undefined
    this.#clientsRefused++
    return retryAfterSeconds
  }

  open(connection: LiveConnection): LiveClient {
    const { dataset, intervalMs, idleIntervalMs, pingIntervalMs, pingsUnansweredMax, nowMs } = this.#options
    const turn = this.#turns.reduce((least, other) => (other.clients.size < least.clients.size ? other : least))
    const client: PacedClient = new PacedClient(connection, {
      pingIntervalMs,
      pingsUnansweredMax,
      nowMs,
      newest: () => this.#read().messages,
      onSent: (messageCount) => (this.#messagesSent += messageCount),
      onClosed: () => turn.clients.delete(client),
    })
    const hello = helloBytes({ at: new Date().toISOString(), dataset, intervalMs, idleIntervalMs })
    turn.join(client, hello, this.#read())
    return client
  }

  close(code: number, reason: string): void {
    this.#timer.stop()
    for (const { clients } of this.#turns) for (const client of [...clients]) client.close(code, reason)
  }

  get #clientCount(): number {
    return this.#turns.reduce((count, { clients }) => count + clients.size, 0)
  }

  #tick(): void {
    this.#turnIndex = (this.#turnIndex + 1) % this.#turns.length
    const turn = this.#turns[this.#turnIndex]
    if (turn === undefined || turn.clients.size === 0) return
    this.#clientsCut += turn.cutSilent()
    this.#statesPassedOver += turn.offer(this.#read({ isFresh: true }))
  }

  /** Read anew for each turn, and for those who come between two of them at most once. */
  #read({ isFresh = false } = {}): LiveMessages {
    const { source, intervalMs, nowMs } = this.#options
    if (this.#newest === undefined || isFresh || nowMs() - this.#readAtMs >= intervalMs) {
      this.#newest = liveMessages(source.read(), new Date())
      this.#readAtMs = nowMs()
    }
    return this.#newest
  }
}
