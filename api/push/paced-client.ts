// One client of `/live`, sent to at its own pace: the newest state or nothing, never a backlog.
//
// An empty send buffer does not mean that the client reads: the kernel takes megabytes first (uWebSockets#1056). So a
// ping follows the messages about once a second, and a client that owes too many pongs gets nothing until one comes:
// what can lie between server and client is bounded by the messages between two pings.
import type { LiveClient, LiveConnection } from '../server/live/live-endpoint.ts'

export interface PacedClientOptions {
  readonly pingIntervalMs: number
  /** With this many pings unanswered, nothing more is sent. */
  readonly pingsUnansweredMax: number
  readonly nowMs: () => number
  /** The newest state, when the client can have it after it was passed over. */
  readonly newest: () => readonly Uint8Array[]
  readonly onSent: (messageCount: number) => void
  readonly onClosed: (client: PacedClient) => void
}

export class PacedClient implements LiveClient {
  readonly #connection: LiveConnection
  readonly #options: PacedClientOptions
  #wasPassedOver = false
  #pingsSent = 0
  #pingsAnswered = 0
  #pingedAtMs = Number.NEGATIVE_INFINITY
  /** Since when the client owes a pong without having sent one. */
  #waitingSinceMs: number | undefined

  constructor(connection: LiveConnection, options: PacedClientOptions) {
    this.#connection = connection
    this.#options = options
  }

  /** Sends the messages, or remembers that the client has to get the newest ones as soon as it can. */
  offer(messages: readonly Uint8Array[]): 'sent' | 'passed over' {
    if (!this.#canTake()) {
      this.#wasPassedOver = true
      return 'passed over'
    }
    this.#wasPassedOver = false
    this.#connection.send(messages)
    this.#options.onSent(messages.length)
    this.#ping()
    return 'sent'
  }

  /** How long the client has owed a pong without sending one, in milliseconds. */
  silentMs(): number {
    return this.#waitingSinceMs === undefined ? 0 : this.#options.nowMs() - this.#waitingSinceMs
  }

  drained(): void {
    this.#catchUp()
  }

  /** A client may answer only the last of several pings, and none that was not sent. */
  ponged(sequence: number): void {
    if (sequence <= this.#pingsAnswered || sequence > this.#pingsSent) return
    this.#pingsAnswered = sequence
    this.#waitingSinceMs = sequence === this.#pingsSent ? undefined : this.#options.nowMs()
    this.#catchUp()
  }

  closed(): void {
    this.#options.onClosed(this)
  }

  close(code: number, reason: string): void {
    this.#connection.close(code, reason)
  }

  terminate(): void {
    this.#connection.terminate()
  }

  #canTake(): boolean {
    const unanswered = this.#pingsSent - this.#pingsAnswered
    return unanswered < this.#options.pingsUnansweredMax && this.#connection.bufferedBytes() === 0
  }

  #catchUp(): void {
    if (this.#wasPassedOver) this.offer(this.#options.newest())
  }

  #ping(): void {
    const nowMs = this.#options.nowMs()
    if (nowMs - this.#pingedAtMs < this.#options.pingIntervalMs) return
    this.#pingedAtMs = nowMs
    this.#waitingSinceMs ??= nowMs
    this.#connection.ping(++this.#pingsSent)
  }
}
