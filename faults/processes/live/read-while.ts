// Reads from the API again and again while something else goes on.
import { setTimeout as sleep } from 'node:timers/promises'

const pauseMs = 200
const answerMsMax = 10_000

/** Resolves after `over`. Rejects when a read is not answered well, after the first one that was: till then the API starts. */
export async function readWhile(apiUrl: string, over: AbortSignal): Promise<void> {
  let hasAnswered = false
  while (!over.aborted) {
    const status = await fetch(`${apiUrl}/metrics/overview`, { signal: AbortSignal.timeout(answerMsMax) }).then(
      (answer) => answer.arrayBuffer().then(() => answer.status),
      () => undefined, // nobody listens, or no answer in ten seconds
    )
    if (status === 200) hasAnswered = true
    else if (hasAnswered) throw new Error(`a read is answered with ${status ?? 'nothing'}`)
    await sleep(pauseMs)
  }
}
