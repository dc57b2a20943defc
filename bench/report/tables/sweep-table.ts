// One setting varied: what each value brought, which is the default, which was the fastest.
import type { SweepResult } from '../bench-report.ts'
import { formatMebibytes, formatMillions, formatRange } from '../format-number.ts'
import { sweepNotes } from '../sweep-notes.ts'
import { sweepValueWords } from '../sweep-value-words.ts'
import { tableOf, type Table } from './table.ts'

export function sweepTable(sweep: SweepResult): Table {
  return tableOf(
    [sweep.title],
    ['M rows/s', 'low–high', 'peak MiB', 'note'],
    sweep.points.map(({ value, rowsPerSecond, peakRssBytes }) => [
      sweepValueWords(sweep.setting, value),
      formatMillions(rowsPerSecond.median),
      formatRange(rowsPerSecond, formatMillions),
      formatMebibytes(peakRssBytes.median),
      sweepNotes(sweep, value).join(', '),
    ]),
  )
}
