// Stages: how fast one worker is in each, and what it costs.
import type { StageResult } from '../bench-report.ts'
import { formatMegabytes, formatMillions, formatRange, threeDigits } from '../format-number.ts'
import { tableOf, type Table } from './table.ts'

export function stageTable(stages: readonly StageResult[]): Table {
  return tableOf(
    ['stage', 'variant'],
    ['M rows/s', 'low–high', 'MB/s', 'CPU-s per M rows'],
    stages.map(({ stage, variant, rowsPerSecond, bytesPerSecond, cpuSecondsPerMillionRows }) => [
      stage,
      variant,
      formatMillions(rowsPerSecond.median),
      formatRange(rowsPerSecond, formatMillions),
      bytesPerSecond === undefined ? '' : formatMegabytes(bytesPerSecond.median),
      threeDigits(cpuSecondsPerMillionRows.median),
    ]),
  )
}
