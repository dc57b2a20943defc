// Sends events when they are due, whatever became of those before: an open loop. A request's latency counts from when its
// last event was due, so that a slow receiver shows in it. What may not have been staged is sent again under the same key.
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { LatencyHistogram } from '@millrace/engine/progress/latency-histogram.ts'
import type { LiveLines } from './live-lines.ts'
import { SendAgainError, type Sender } from './senders/sender.ts'
import type { StreamOptions } from './stream-options.ts'
import { StreamSchedule } from './stream-schedule.ts'

export interface EventStreamOptions extends Pick<
  StreamOptions,
  'rate' | 'burst' | 'seconds' | 'eventsPerRequest' | 'lateShare' | 'duplicateShare'
> {
  readonly sender: Sender
  readonly lines: LiveLines
  readonly notify: (message: string) => void
  readonly random?: () => number
}

const tickMs = 5
const requestsInFlightMax = 128
/** After the seconds asked for, what is due by then is still sent for this long. */
const lastSendMsMax = 500
const lateMsMax = 3_600_000
const latencyMsMax = 3_600_000
const tellEveryMs = 5_000

export class EventStream {
  sent = 0
  /** Known at the end: events that were due by then and were not sent. */
  unsent = 0
  accepted = 0
  rejected = 0
  retries = 0
  duplicateRequests = 0
  late = 0
  readonly latency = new LatencyHistogram(latencyMsMax)
  readonly #options: EventStreamOptions
  readonly #schedule: StreamSchedule
  readonly #random: () => number
  readonly #keyPrefix = randomUUID()
  readonly #inFlight = new Set<Promise<void>>()
  #startedAtMs = 0
  #startedAt = 0
  #failure: { readonly error: unknown } | undefined
  #toldAtMs = -Infinity

  constructor(options: EventStreamOptions) {
    this.#options = options
    this.#schedule = new StreamSchedule(options.rate, options.burst)
    this.#random = options.random ?? Math.random
  }

  get requestsInFlight(): number {
    return this.#inFlight.size
  }

  /** Events that should have been sent by now and are not: what the receiver, or this process, is behind. */
  get behind(): number {
    return Math.max(0, Math.floor(this.#schedule.dueAt(this.#seconds())) - this.sent)
  }

  /**
   * Resolves after the seconds asked for, or once `interrupt` is aborted, when every request is answered; what could not be
   * sent by then is not. Throws what nobody can mend by waiting.
   */
  async run(interrupt: AbortSignal): Promise<void> {
    this.#startedAtMs = performance.now()
    this.#startedAt = Date.now()
    const { seconds = Infinity, eventsPerRequest } = this.#options
    const total = Math.floor(this.#schedule.dueAt(seconds))
    const untilMs = this.#startedAtMs + seconds * 1000 + lastSendMsMax
    const isOver = (): boolean =>
      interrupt.aborted || this.#failure !== undefined || this.sent >= total || performance.now() >= untilMs
    while (!isOver()) {
      const due = Math.min(total, Math.floor(this.#schedule.dueAt(this.#seconds())))
      const isLast = due === total
      while (!isOver() && (due - this.sent >= eventsPerRequest || (isLast && this.sent < due))) {
        this.#sendNext(Math.min(eventsPerRequest, due - this.sent))
        if (this.#inFlight.size >= requestsInFlightMax) await Promise.race(this.#inFlight)
      }
      if (!isOver()) await sleep(tickMs)
    }
    if (!interrupt.aborted && Number.isFinite(total)) this.unsent = total - this.sent
    await Promise.all(this.#inFlight)
    if (this.#failure !== undefined) throw this.#failure.error
  }

  #seconds(): number {
    return (performance.now() - this.#startedAtMs) / 1000
  }

  #sendNext(count: number): void {
    const { lines, lateShare, duplicateShare } = this.#options
    const first = this.sent
    this.sent += count
    const timesMs = Array.from({ length: count }, (_, index) => {
      const timeMs = this.#startedAt + this.#schedule.secondsOf(first + index) * 1000
      if (this.#random() >= lateShare) return timeMs
      this.late++
      return timeMs - this.#random() * lateMsMax
    })
    const body = lines.render(timesMs)
    const dueAtMs = this.#startedAtMs + this.#schedule.secondsOf(first + count - 1) * 1000
    const key = `${this.#keyPrefix}-${first}`
    this.#track(this.#send(body, key, dueAtMs))
    if (this.#random() >= duplicateShare) return
    this.duplicateRequests++
    this.#track(this.#options.sender.send(body, key).then(() => undefined, passOverAgain))
  }

  async #send(body: Buffer, key: string, dueAtMs: number): Promise<void> {
    for (;;) {
      try {
        const { accepted, rejected } = await this.#options.sender.send(body, key)
        this.accepted += accepted
        this.rejected += rejected
        this.latency.record(performance.now() - dueAtMs)
        return
      } catch (error) {
        if (!(error instanceof SendAgainError)) throw error
        this.retries++
        this.#tell(error)
        await sleep(error.afterMs)
      }
    }
  }

  #tell({ message }: SendAgainError): void {
    if (performance.now() - this.#toldAtMs < tellEveryMs) return
    this.#toldAtMs = performance.now()
    this.#options.notify(`${message}; trying again`)
  }

  #track(work: Promise<void>): void {
    const tracked = work
      .catch((error: unknown) => {
        this.#failure ??= { error }
      })
      .finally(() => this.#inFlight.delete(tracked))
    this.#inFlight.add(tracked)
  }
}

/** The other one of the pair is sent until it is taken. */
function passOverAgain(error: unknown): void {
  if (!(error instanceof SendAgainError)) throw error
}
