// What became of a request's events.
import type { RejectedEvent } from './encoded-events.ts'

export interface IntakeAnswer {
  /** Events that are durably staged. */
  readonly accepted: number
  /** The first of those that were not taken, by their lines in the request. */
  readonly rejected: readonly RejectedEvent[]
  readonly rejectedTotal: number
}
