// How long a run takes on a machine and what it needs, from what a row costs.
import type { StagingKind } from '../staging/staging.ts'
import {
  cpuSecondsPerMillionRows,
  mergingShare,
  stagedBytesPerRow,
  storedBytesPerRow,
  type CpuCosts,
} from './measured-costs.ts'

export interface RunSize {
  readonly seconds: number
  /** While it is filled, which is the most that it ever takes. */
  readonly diskBytes: number
}

export interface MachineRun {
  readonly rows: number
  /** Of this machine, which does everything. */
  readonly cores: number
  readonly staging: StagingKind
  /** Most bytes that are staged at a time. */
  readonly stagedBytesMax: number
}

export function sizeRun({ rows, cores, staging, stagedBytesMax }: MachineRun): RunSize {
  const { millrace, clickhouse, kafka } = cpuSecondsPerMillionRows[staging]
  const stagedBytes = staging === 'none' ? 0 : Math.min(stagedBytesMax, rows * stagedBytesPerRow)
  return {
    seconds: ((rows / 1e6) * (millrace + clickhouse + kafka)) / cores,
    diskBytes: rows * storedBytesPerRow * (1 + mergingShare) + stagedBytes,
  }
}

export interface ClusterRun {
  readonly rows: number
  readonly hours: number
  /** Of each machine. */
  readonly cores: number
  /** Copies of a row in ClickHouse, and of a block in Kafka. */
  readonly replicas: number
  readonly batchRows: number
}

export interface ClusterSize {
  readonly rowsPerSecond: number
  /** Cores that are busy throughout, without any to spare. */
  readonly busyCores: CpuCosts
  readonly machines: Readonly<Record<keyof CpuCosts, number>>
  readonly shards: number
  readonly partitions: number
  readonly insertsPerSecondAndShard: number
  /** Into Kafka; out of it goes the same once more, and the copies between brokers come on top. */
  readonly networkBytesPerSecond: number
  readonly diskBytesPerShard: number
}

/** Machines are planned to be at most so busy: the rest is for merges that lag, queries, and machines that fail. */
export const busyShareMax = 0.7
/**
 * Each insert makes a part in every table, which merges must keep up with: seven a second went well on two cores
 * (200,000 rows each, and nearly six of 400,000: bench/reports/2026-11-29.md), and merges of a table run side by side only so far.
 */
const insertsPerSecondAndShardMax = 10
/** What a broker writes to an ordinary disk beside reading: an assumption, not a measurement. */
const brokerBytesPerSecondMax = 300e6
/** Of one drain; a partition is drained by one at a time. */
const insertsInFlight = 4

export function sizeCluster({ rows, hours, cores, replicas, batchRows }: ClusterRun): ClusterSize {
  const rowsPerSecond = rows / (hours * 3600)
  const costs = cpuSecondsPerMillionRows.kafka
  const millions = rowsPerSecond / 1e6
  const busyCores = {
    millrace: millions * costs.millrace,
    kafka: millions * costs.kafka * replicas,
    clickhouse: millions * costs.clickhouse * replicas,
  }
  const machinesFor = (busy: number): number => Math.max(1, Math.ceil(busy / (cores * busyShareMax)))
  const networkBytesPerSecond = rowsPerSecond * stagedBytesPerRow
  const shards = Math.max(
    machinesFor(busyCores.clickhouse / replicas),
    Math.ceil(rowsPerSecond / batchRows / insertsPerSecondAndShardMax),
  )
  const machines = {
    millrace: machinesFor(busyCores.millrace),
    kafka: Math.max(
      replicas,
      machinesFor(busyCores.kafka),
      Math.ceil((networkBytesPerSecond * replicas) / brokerBytesPerSecondMax),
    ),
    clickhouse: shards * replicas,
  }
  return {
    rowsPerSecond,
    busyCores,
    machines,
    shards,
    partitions: Math.max(machines.millrace, shards) * insertsInFlight,
    insertsPerSecondAndShard: rowsPerSecond / batchRows / shards,
    networkBytesPerSecond,
    diskBytesPerShard: (rows * storedBytesPerRow * (1 + mergingShare)) / shards,
  }
}
