// Sends numbered events to the API over several connections: each request under a key of its own until it is answered with
// 202, every second one then once more, as a sender does that lost the answer.
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

const againMs = 100
const requestMsMax = 20_000

export interface SendEventsOptions {
  /** `http://…/events` */
  readonly url: string
  readonly eventCount: number
  readonly eventsPerRequest: number
  readonly connections: number
  /** For all of them together. */
  readonly sendMsMax: number
}

/** Resolves when every event is acknowledged. Rejects when one is refused for good, or not taken in time. */
export async function sendEvents(options: SendEventsOptions): Promise<void> {
  const { url, eventCount, eventsPerRequest, connections, sendMsMax } = options
  const giveUpAtMs = performance.now() + sendMsMax
  let next = 0
  const lane = async (): Promise<void> => {
    while (next < eventCount) {
      const from = next
      next = Math.min(eventCount, from + eventsPerRequest)
      const request = eventsRequest(from, next - from)
      for (let times = (from / eventsPerRequest) % 2 === 0 ? 2 : 1; times > 0;) {
        if (await isTaken(url, request)) times--
        else if (performance.now() > giveUpAtMs) throw new Error(`events from ${from} on are not taken`)
        else await sleep(againMs)
      }
    }
  }
  await Promise.all(Array.from({ length: connections }, lane))
}

/** Each event brings its own id, and its number as its user, so that one that is in twice or not at all shows. */
function eventsRequest(from: number, count: number): RequestInit {
  const lines = Array.from({ length: count }, (_, index) =>
    JSON.stringify({ event_id: randomUUID(), event_type: 'click', user_id: from + index }),
  )
  const headers = { 'Content-Type': 'application/x-ndjson', 'Idempotency-Key': randomUUID() }
  return { method: 'POST', headers, body: lines.join('\n') }
}

async function isTaken(url: string, request: RequestInit): Promise<boolean> {
  const answer = await fetch(url, { ...request, signal: AbortSignal.timeout(requestMsMax) }).catch(() => undefined) // being killed, or stopped
  const text = await answer?.text().catch(() => undefined)
  if (answer !== undefined && answer.status >= 400 && answer.status < 500 && answer.status !== 429) {
    throw new Error(`events are refused with ${answer.status}: ${text ?? ''}`)
  }
  return answer?.status === 202 && text !== undefined
}
