// A request to a service over a network where requests and answers are late, lost or overtake each other. One that is on its way
// arrives even when whoever sent it has died or has sent it again.
import type { Network } from './network.ts'
import type { Scheduler } from '../time/scheduler.ts'
import type { SimulatedProcess } from '../time/simulated-process.ts'

const wayUsualMs = 4
const timeoutMs = 20_000

export interface RequestOptions<Answer> {
  readonly scheduler: Scheduler
  readonly network: Network
  readonly process: SimulatedProcess
  /** What the process gets when the request or its answer is lost. */
  readonly lost: () => Error
  /** What the service does when the request has arrived; what it throws is the answer too. */
  readonly serve: () => Answer
}

export function simulatedRequest<Answer>(options: RequestOptions<Answer>): Promise<Answer> {
  const { scheduler, network, process, lost, serve } = options
  const { random } = scheduler
  const wayMs = (): number => random.durationMs(wayUsualMs * network.slowness)
  return new Promise((resolve, reject) => {
    const fail = (afterMs: number): void => void scheduler.after(afterMs, process, () => reject(lost()))
    if (network.isAway || random.happens(network.unsentShare)) {
      fail(wayMs())
      return
    }
    const isUnanswered = random.happens(network.unansweredShare)
    // The sender may give up before it arrives, or wait until it is told that time is up.
    if (isUnanswered) fail(random.happens(0.1) ? timeoutMs : wayMs() * random.pick([1, 4, 60]))
    const arriveMs = wayMs() * (isUnanswered ? random.pick([1, 4, 60]) : 1)
    scheduler.after(arriveMs, undefined, () => {
      if (network.isAway) {
        if (!isUnanswered) fail(wayMs())
        return
      }
      const settle = served(serve, resolve, reject)
      if (!isUnanswered) scheduler.after(wayMs(), process, settle)
    })
  })
}

function served<Answer>(
  serve: () => Answer,
  resolve: (answer: Answer) => void,
  reject: (error: Error) => void,
): () => void {
  try {
    const answer = serve()
    return () => resolve(answer)
  } catch (error) {
    return () => reject(error instanceof Error ? error : new Error(String(error)))
  }
}
