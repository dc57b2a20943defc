// What `/live` has said last, and how the rate went over the last two minutes.
import type { CountersMessage, MetricsMessage, PushMessage } from '@millrace/schemas/api/push/push-message.ts'
import type { ConnectionState, LiveSocketOptions } from '../connect/live-socket.ts'

const historyMs = 120_000
/** Four a second for two minutes, and some more; a bound on mistakes. */
const historyCountMax = 1000

export interface RatePoint {
  readonly atMs: number
  readonly rowsPerSecond: number
}

/** A `LiveSocket`, or what a test has in its place. */
export interface LiveConnection {
  retry(): void
  close(): void
}

type OpenLive = (handlers: Pick<LiveSocketOptions, 'onMessage' | 'onState'>) => LiveConnection

export class Live {
  connection: ConnectionState = $state('connecting')
  /** While it is away: since when. */
  awaySinceMs: number | undefined = $state()
  /** While it is away: when it is tried again; undefined while it is tried. */
  nextTryAtMs: number | undefined = $state()
  counters: CountersMessage | undefined = $state.raw()
  metrics: MetricsMessage | undefined = $state.raw()
  metricsAtMs: number | undefined = $state()
  dataset: string | undefined = $state()
  lastMessageAtMs: number | undefined = $state()
  /** The oldest first, by the clock of the page. */
  rateHistory: readonly RatePoint[] = $state.raw([])
  /** Known to run: what was so before the connection broke is not known. */
  readonly isRunning: boolean = $derived(this.connection === 'open' && this.counters?.state === 'running')

  /** A seed fills the table: what was counted at two moments does not go together. */
  readonly isFilling: boolean = $derived(this.isRunning && (this.counters?.rowsTotal ?? 0) > 0)

  readonly #open: OpenLive
  #socket: LiveConnection | undefined

  constructor(open: OpenLive) {
    this.#open = open
  }

  start(): void {
    this.#socket ??= this.#open({
      onMessage: (message) => this.#take(message, Date.now()),
      onState: (state, nextTryAtMs) => {
        this.connection = state
        this.awaySinceMs = state === 'away' ? (this.awaySinceMs ?? Date.now()) : undefined
        this.nextTryAtMs = nextTryAtMs
      },
    })
  }

  stop(): void {
    this.#socket?.close()
    this.#socket = undefined
  }

  /** Tries at once instead of waiting. */
  retry(): void {
    this.#socket?.retry()
  }

  #take(message: PushMessage, nowMs: number): void {
    this.lastMessageAtMs = nowMs
    switch (message.type) {
      case 'hello':
        this.dataset = message.dataset
        return
      case 'counters':
        this.counters = message
        this.rateHistory = [
          ...this.rateHistory.filter(({ atMs }) => atMs > nowMs - historyMs).slice(1 - historyCountMax),
          { atMs: nowMs, rowsPerSecond: message.rowsPerSecond },
        ]
        return
      case 'metrics':
        this.metrics = message
        this.metricsAtMs = nowMs
    }
  }
}
