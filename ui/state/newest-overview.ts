// The overview from whichever way brought it last: pushed or asked for.
import type { AnyOverview } from '@millrace/schemas/api/answers/overview.ts'

/** Both times are known no better: within it, what was pushed counts, so that totals do not go back and forth. */
const doubtMs = 2_000

interface Arrived {
  readonly value: AnyOverview | undefined
  readonly atMs: number | undefined
}

export function newestOverview(pushed: Arrived, asked: Arrived): AnyOverview | undefined {
  if (pushed.value === undefined) return asked.value
  if (asked.value === undefined) return pushed.value
  return (asked.atMs ?? 0) > (pushed.atMs ?? 0) + doubtMs ? asked.value : pushed.value
}
