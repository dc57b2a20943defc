// Finds where records end, without looking at what is in them.

export interface RecordScanner {
  /** Whole records since the last `reset`. */
  readonly records: number
  /** Where the last whole record ends; 0 when there is none. */
  readonly end: number
  /** Whether a record has begun behind that, in `bytes[end … to - 1]`. */
  hasBegun(to: number): boolean
  /** Looks at `bytes[from … to - 1]`, which go on where the last call stopped; returns `to`, or where record `recordsMax` ends. */
  scan(bytes: Uint8Array, from: number, to: number, recordsMax: number): number
  /** The next bytes start a record. */
  reset(): void
}
