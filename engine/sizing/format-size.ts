// Sizes as people read them.
import { formatCount, formatDuration, formatRate } from '../progress/format-progress.ts'
import type { ClusterRun, ClusterSize, RunSize } from './size-run.ts'

export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB']
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(bytes, 1)) / 3)))
  const value = bytes / 1000 ** power
  return `${value < 10 && power > 0 ? value.toFixed(1) : String(Math.round(value))} ${units[power] ?? ''}`
}

export function formatRunSize(rows: number, cores: number, { seconds, diskBytes }: RunSize): string {
  const took = formatDuration(seconds)
  return `${formatCount(rows)} rows on these ${cores} cores: about ${took} (${formatRate(rows / seconds)}), ${formatBytes(diskBytes)} of disk`
}

export function formatClusterSize(run: ClusterRun, size: ClusterSize): string {
  const { machines, busyCores } = size
  const busy = (part: keyof typeof busyCores): string => `${busyCores[part].toFixed(1)} cores busy`
  return [
    `${formatCount(run.rows)} rows in ${run.hours} h: ${formatRate(size.rowsPerSecond)}, on machines of ${run.cores} cores, ${run.replicas} copies`,
    `  Millrace      ${machines.millrace} machines (${busy('millrace')}): make seed RANGE=0/${machines.millrace} on the first, 1/${machines.millrace} on the next …`,
    `  Kafka         ${machines.kafka} brokers (${busy('kafka')}), ${size.partitions} partitions, ${formatBytes(size.networkBytesPerSecond)}/s in, as much out`,
    `  ClickHouse    ${size.shards} shards × ${run.replicas} = ${machines.clickhouse} machines (${busy('clickhouse')}), ${size.insertsPerSecondAndShard.toFixed(2)} inserts/s of ${formatCount(run.batchRows)} rows each shard`,
    `  disk          ${formatBytes(size.diskBytesPerShard)} each ClickHouse machine`,
  ].join('\n')
}
