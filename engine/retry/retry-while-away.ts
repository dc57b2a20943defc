// Tries again while a service is away: exponential back-off with jitter, for a bounded time, and never for a failure that
// would come again.
import { retry, handleWhen, ExponentialBackoff } from 'cockatiel'
import { isMillraceError } from '../errors/millrace-error.ts'

export interface RetryOptions {
  /** How long to go on after the first failure; then the last one is thrown. */
  readonly retrySecondsMax: number
  readonly signal?: AbortSignal
  /** Called before each new try. */
  readonly onRetry?: (error: unknown) => void
}

const firstDelayMs = 100
const delayMsMax = 5_000

export async function retryWhileAway<Result>(
  { retrySecondsMax, signal, onRetry }: RetryOptions,
  attempt: () => Promise<Result>,
): Promise<Result> {
  let firstFailureAtMs: number | undefined
  const mayRetry = (error: unknown): boolean => {
    if (signal?.aborted === true) return false
    if (!isMillraceError(error) || !error.canRetry) return false
    firstFailureAtMs ??= performance.now()
    if (performance.now() - firstFailureAtMs > retrySecondsMax * 1000) return false
    onRetry?.(error)
    return true
  }
  const policy = retry(handleWhen(mayRetry), {
    maxAttempts: Infinity,
    backoff: new ExponentialBackoff({ initialDelay: firstDelayMs, maxDelay: delayMsMax }),
  })
  return policy.execute(attempt, signal)
}
