// Says that a service is away and tried again, at most every ten seconds.
import { errorMessage } from '../errors/error-message.ts'

const tellEveryMs = 10_000

export interface AwayNoticeOptions {
  readonly notify: (message: string) => void
  readonly retrySecondsMax: number
  /** Milliseconds that only rise. */
  readonly nowMs?: () => number
}

/** What it returns is for `onRetry`. */
export function awayNotice({
  notify,
  retrySecondsMax,
  nowMs = () => performance.now(),
}: AwayNoticeOptions): (error: unknown) => void {
  let toldAtMs = -Infinity
  return (error) => {
    if (nowMs() - toldAtMs < tellEveryMs) return
    toldAtMs = nowMs()
    notify(`${errorMessage(error)}; trying again for up to ${retrySecondsMax} s`)
  }
}
