// What a row costs, as measured: `page_events` in Native, batches of 200,000 rows, rollups included. Source: the median of
// three rounds of ten million rows in bench/reports/2026-11-25.md, on two shared cores of an AMD EPYC that were busy
// throughout, ClickHouse 26.7, Kafka 4.3.
import type { StagingKind } from '../staging/staging.ts'

export interface CpuCosts {
  /** Millrace itself: generating, encoding, compressing, staging, draining. */
  readonly millrace: number
  readonly clickhouse: number
  readonly kafka: number
}

export const cpuSecondsPerMillionRows: Readonly<Record<StagingKind, CpuCosts>> = {
  none: { millrace: 0.327, clickhouse: 1.06, kafka: 0 },
  spool: { millrace: 0.59, clickhouse: 1.07, kafka: 0 },
  kafka: { millrace: 0.739, clickhouse: 1.03, kafka: 0.19 },
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
