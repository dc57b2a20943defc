// How a run's rate changed: at its begin, in its middle, at its end.
import type { RunResult } from '../bench-report.ts'
import { formatMillions, threeDigits } from '../format-number.ts'
import type { RateAt } from '../rows-over-time.ts'
import { tableOf, type Table } from './table.ts'

const shares = [0, 0.25, 0.5, 0.75, 1]

/** `rates`: at even distances, at least one. */
export function timelineTable(lines: readonly { run: RunResult; rates: readonly RateAt[] }[]): Table {
  const rows = lines.map(({ run, rates }) => {
    const at = shares.map((share) => rates[Math.round(share * (rates.length - 1))]?.rowsPerSecond ?? 0)
    return [run.id, threeDigits(rates.at(-1)?.seconds ?? 0), ...at.map(formatMillions)]
  })
  return tableOf(['run'], ['seconds', ...shares.map((share) => `M rows/s at ${100 * share}%`)], rows)
}
