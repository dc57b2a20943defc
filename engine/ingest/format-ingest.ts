// One line that says what an ingest does; while nothing moves, it stays the same.
import { formatCount, formatRate } from '../progress/format-progress.ts'

export interface IngestReading {
  readonly rowsInserted: number
  readonly rowsPerSecond: number
  /** Blocks staged and not inserted; null when staging cannot be asked. */
  readonly lagBlocks: number | null
  readonly insertsInFlight: number
  readonly retries: number
  readonly deadLetters: number
}

export function formatIngest(reading: IngestReading): string {
  return [
    `${formatCount(reading.rowsInserted)} rows inserted`,
    formatRate(reading.rowsPerSecond),
    `lag ${reading.lagBlocks ?? '?'} blocks`,
    `${reading.insertsInFlight} inserts`,
    `${reading.retries} retries`,
    ...(reading.deadLetters > 0 ? [`${reading.deadLetters} DEAD LETTERS`] : []),
  ].join(' · ')
}
