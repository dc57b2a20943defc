// What else could have filled the table, and how many times faster Millrace did.
import type { BenchReport } from '../bench-report.ts'
import { fastestFirst } from '../fastest-first.ts'
import { formatFactor, formatMillions, formatRange } from '../format-number.ts'
import { tableOf, type Table } from './table.ts'

export function peerTable({ runs }: Pick<BenchReport, 'runs'>): Table {
  const [fastest] = fastestFirst(runs, 'seed')
  return tableOf(
    ['peer', 'what'],
    ['rows', 'M rows/s', 'low–high', 'Millrace is'],
    fastestFirst(runs, 'peer').map(({ id, title, rows, rowsPerSecond }) => [
      id,
      title,
      rows.toLocaleString('en-US'),
      formatMillions(rowsPerSecond.median),
      formatRange(rowsPerSecond, formatMillions),
      fastest === undefined ? '' : `${formatFactor(fastest.rowsPerSecond.median / rowsPerSecond.median)}×`,
    ]),
  )
}
