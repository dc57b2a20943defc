// When rows happened: by which column, from when to when, and whether by day and night.
import { bareType } from '@millrace/schemas/column/bare-type.ts'
import { z } from 'zod'
import type { DatasetFileInput } from '@millrace/schemas/dataset-file/dataset-file.ts'
import { dayText, momentText } from '../draft/file-units.ts'
import type { KnownColumn } from '../draft/first-draft.ts'
import type { WarehouseReader } from '../../warehouse/warehouse-reader.ts'
import { isTooFine, measureKind, numberSql, resolutionMs } from './column-kind.ts'
import type { TableSample } from './sample.ts'
import type { ColumnSummary } from './summarize-columns.ts'

const dayMs = 86_400_000
/** Of the busiest hour of the day to the quietest one. */
const rhythmRatioMin = 1.8
const rhythmDaysMin = 2
/** The times of a file span whole days: what is more than so much longer than what was measured is not the like of it. */
const longerMax = 0.02

const hourRow = z.object({ rows: z.number() })

/** The time that the table is sorted by, the finest of several; else the first that is never NULL. */
export function rowTimeOf(columns: readonly KnownColumn[]): KnownColumn | undefined {
  const times = columns.filter(({ parsed }) => measureKind(parsed) === 'time' && parsed.kind !== 'Nullable')
  const sorting = times.filter(({ isInSortingKey }) => isInSortingKey)
  const [first] = (sorting.length > 0 ? sorting : times).toSorted(
    (a, b) => resolutionMs(a.parsed) - resolutionMs(b.parsed),
  )
  return first
}

/** Undefined when they span no whole days, not even about. */
export async function measureTimes(
  reader: WarehouseReader,
  { from }: TableSample,
  rowTime: KnownColumn,
  { min, max }: ColumnSummary,
): Promise<DatasetFileInput['times']> {
  // Nothing lies at the end itself.
  const toMs = max + resolutionMs(rowTime.parsed)
  const spanMs = Math.ceil((toMs - min) / dayMs) * dayMs
  if (spanMs > (1 + longerMax) * (toMs - min) && !isTooFine(rowTime.parsed)) return undefined
  const { kind } = bareType(rowTime.parsed)
  const isDay = kind === 'Date' || kind === 'Date32'
  const text = isDay ? dayText : momentText
  const ms = numberSql(rowTime.name, rowTime.parsed)
  const hours = isDay
    ? []
    : await reader.query(
        `SELECT count() AS rows FROM ${from} GROUP BY intDiv(toInt64(${ms}), 3600000) % 24 ORDER BY rows`,
        hourRow,
      )
  const [least, most] = [hours[0]?.rows ?? 0, hours.at(-1)?.rows ?? 0]
  const hasRhythm = hours.length === 24 && max - min >= rhythmDaysMin * dayMs && most > rhythmRatioMin * least
  return {
    from: text(toMs - spanMs),
    to: text(toMs),
    rhythm: hasRhythm ? 'daily-weekly' : 'even',
  }
}
