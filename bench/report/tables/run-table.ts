// Runs end to end: rate, ratios to the limits, what each process spent, memory.
import type { Spread } from '../../measure/spread.ts'
import type { RunResult } from '../bench-report.ts'
import { formatMebibytes, formatMillions, formatRange, formatRatio, threeDigits } from '../format-number.ts'
import { tableOf, type Table } from './table.ts'

const median = (spread: Spread | undefined, format: (value: number) => string): string =>
  spread === undefined ? '' : format(spread.median)

export function runTable(runs: readonly RunResult[]): Table {
  return tableOf(
    ['run', 'what'],
    ['M rows/s', 'low–high', 'of L', 'low–high of L', 'of server', 'program CPU', 'ClickHouse CPU', 'Kafka CPU', 'MiB'],
    runs.map((run) => [
      run.id,
      run.title,
      formatMillions(run.rowsPerSecond.median),
      formatRange(run.rowsPerSecond, formatMillions),
      median(run.ratioToLimit, formatRatio),
      run.ratioToLimit === undefined ? '' : formatRange(run.ratioToLimit, formatRatio),
      median(run.ratioToServer, formatRatio),
      median(run.cpuSecondsPerMillionRows?.program, threeDigits),
      median(run.cpuSecondsPerMillionRows?.clickhouse, threeDigits),
      median(run.cpuSecondsPerMillionRows?.kafka, threeDigits),
      median(run.peakRssBytes, formatMebibytes),
    ]),
  )
}
