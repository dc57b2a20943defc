// What a piece of a request turns into: the rows of the good events, and a report of the others.
import type { EventFault } from './json/event-writer.ts'

export interface RejectedEvent extends EventFault {
  /** 1 for the first line of the piece, or the first element of an array. */
  readonly line: number
}

export interface EncodedEvents {
  /** RowBinary. */
  readonly rows: Uint8Array<ArrayBuffer>
  readonly rowCount: number
  /** Unix milliseconds, rounded down: no row is earlier. `Infinity` without rows. */
  readonly earliestMs: number
  /** Lines or elements in the piece, blank ones included. */
  readonly lineCount: number
  /** The first of those that were not taken. */
  readonly rejected: readonly RejectedEvent[]
  readonly rejectedCount: number
}

/** Reports are whole up to this many; beyond, they are counted. */
export const rejectedShownMax = 10_000
