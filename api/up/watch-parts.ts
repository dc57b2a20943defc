// Says when everything that `make up` started works, and from then on whenever that changes.
import { setTimeout as sleep } from 'node:timers/promises'
import { pipeline } from '@millrace/schemas/api/answers/pipeline.ts'
import { readHealth } from './read-health.ts'

const startIntervalMs = 250
const intervalMs = 2_000
const answerMsMax = 5_000

export interface WatchPartsOptions {
  readonly apiUrl: string
  readonly dashboardUrl: string
  /** Undefined while the drain does not run. */
  readonly drainProcessId: () => number | undefined
  readonly notify: (message: string) => void
  /** All of it works, for the first time. */
  readonly onReady: () => void
  readonly signal: AbortSignal
}

/** Resolves when `signal` aborts. */
export async function watchParts(options: WatchPartsOptions): Promise<void> {
  const { apiUrl, dashboardUrl, drainProcessId, notify, onReady, signal } = options
  let wasReady = false
  let said: string | undefined
  // A function, because the compiler would hold that it cannot change across an `await`.
  const isOver = (): boolean => signal.aborted
  while (!isOver()) {
    const health = await readHealth(apiUrl)
    if (!wasReady && health.isReady && (await answers(dashboardUrl)) && (await isSeen(apiUrl, drainProcessId()))) {
      wasReady = true
      onReady()
    }
    // What is not there yet while all of it starts is no news.
    if (wasReady && !isOver() && health.words !== said) {
      notify(`health: ${health.words}`)
      said = health.words
    }
    await sleep(wasReady ? intervalMs : startIntervalMs, undefined, { signal }).catch(() => undefined) // the loop sees it
  }
}

async function answers(url: string): Promise<boolean> {
  return fetch(url, { signal: AbortSignal.timeout(answerMsMax) }).then(
    ({ ok }) => ok,
    () => false,
  )
}

/** Whether the API sees the pipeline of that process. */
async function isSeen(apiUrl: string, processId: number | undefined): Promise<boolean> {
  const answer = await fetch(`${apiUrl}/pipeline`, { signal: AbortSignal.timeout(answerMsMax) })
    .then((response): Promise<unknown> => response.json())
    .catch(() => undefined)
  const { data } = pipeline.safeParse(answer)
  return data?.pipelines.some((each) => each.processId === processId && each.state === 'running') ?? false
}
