// A row of the fault matrix: what is done to which part, what holds then, and under which assumption.

export const faultParts = [
  'processes',
  'network',
  'ClickHouse',
  'Kafka',
  'spool',
  'disk',
  'Redis',
  'clock',
  'live events',
  'load',
] as const

export interface FaultRow {
  /** Short and for good: it names the row in the results and on the command line. */
  readonly id: string
  readonly part: (typeof faultParts)[number]
  /** What is done, in a few words: `kill -9 of the seeding process`. */
  readonly fault: string
  /** What is shown beside "nothing lost, nothing twice": `the run goes on by itself`. */
  readonly holds: string
  /** Without which it does not hold, if there is such a thing. */
  readonly assumes?: string
  /** How often the fault is made: in `make test` (0: the row is not there) and in `make test-faults`. */
  readonly times: { readonly short: number; readonly full: number }
}

/** What one try has come to; everything else that is wrong is thrown. */
export interface FaultOutcome {
  /** That should be in the table. */
  readonly rows: number
  readonly lost: number
  readonly duplicated: number
  /** How often the fault was made in it; default once. */
  readonly faults?: number
}
