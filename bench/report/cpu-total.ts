// What a million rows cost all processes together, in the median.
import type { RunResult } from './bench-report.ts'

export function cpuTotal({ program, clickhouse, kafka }: NonNullable<RunResult['cpuSecondsPerMillionRows']>): number {
  return program.median + clickhouse.median + kafka.median
}
