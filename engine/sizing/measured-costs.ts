// What a row costs, as measured: `page_events` in Native, batches of 400,000 rows, rollups and merges included. Source: one run of a
// hundred million rows each on 2026-11-29, as `make bench ROWS=1e8 ONLY=seed` makes them, on two shared cores of an AMD EPYC that
// were busy throughout, ClickHouse 26.7, Kafka 4.3. Ten million rows take a quarter less of ClickHouse: few are merged by then.
import type { StagingKind } from '../staging/staging.ts'

export interface CpuCosts {
  /** Millrace itself: generating, encoding, compressing, staging, draining. */
  readonly millrace: number
  readonly clickhouse: number
  readonly kafka: number
}

export const cpuSecondsPerMillionRows: Readonly<Record<StagingKind, CpuCosts>> = {
  none: { millrace: 0.185, clickhouse: 0.889, kafka: 0 },
  spool: { millrace: 0.339, clickhouse: 0.932, kafka: 0 },
  kafka: { millrace: 0.592, clickhouse: 0.844, kafka: 0.192 },
}

/** A block in staging and on the network, LZ4. */
export const stagedBytesPerRow = 44
/**
 * On ClickHouse's disk, rollups included, when a billion rows are in (bench/reports/1e9.md). Ten million need 61: the more
 * batches are merged into one part, the farther apart are the rows of a session.
 */
export const storedBytesPerRow = 70.1
/** Of what is stored, on top while a table is filled: parts that have been merged and are not yet deleted. */
export const mergingShare = 0.15
