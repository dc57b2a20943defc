// What one read may cost ClickHouse before it is stopped.

export interface ReadLimits {
  /** Of a read whose answer is taken whole. */
  readonly executionSecondsMax: number
  /** Of a read that is streamed: its reader may be slow. */
  readonly streamSecondsMax: number
  readonly memoryBytesMax: number
  /** Of `query`. Rows that are read in the order of the table end at their LIMIT, which ClickHouse does not foresee. */
  readonly readRowsMax: number
  /** Of `query`. */
  readonly resultRowsMax: number
}

export const defaultReadLimits: ReadLimits = {
  executionSecondsMax: 10,
  streamSecondsMax: 300,
  memoryBytesMax: 2 ** 30,
  readRowsMax: 5_000_000_000,
  resultRowsMax: 500_000,
}
