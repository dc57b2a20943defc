// Finds where records end, without looking at what is in them.

export interface Scanned {
  /** Whole records, at most as many as were asked for. */
  readonly records: number
  /** Where the last of them ends; 0 when there is none. */
  readonly end: number
  /** Whether another one has begun behind that. */
  readonly hasBegun: boolean
}

/** `bytes` start with a record. */
export type ScanRecords = (bytes: Uint8Array, recordsMax: number) => Scanned
