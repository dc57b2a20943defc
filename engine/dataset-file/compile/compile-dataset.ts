// A dataset file as the definition that the generator, the encoders and the checks take.
import type { ColumnDefinition, DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import type { ColumnFile, DatasetFile } from '@millrace/schemas/dataset-file/dataset-file.ts'
import type { RowsOf } from '../keys/referenced-dataset.ts'
import type { Spot } from '../problems/problem.ts'
import { filledVersion } from '../../plan/assert-own-version.ts'
import { checkColumns } from './check-columns.ts'
import { checkWhole } from './check-whole.ts'
import { compileFileColumn } from './compile-column.ts'
import { compileSpread } from './compile-spread.ts'
import { counts, durations } from './units.ts'

/** Undefined once it is reported, at the spot of the file's top, what is wrong. */
export function compileDataset(file: DatasetFile, rowsOf: RowsOf, spot: Spot): DatasetDefinition | undefined {
  const columns = compileColumns(new Map(Object.entries(file.columns)), rowsOf, spot)
  const sessions = compileSessions(file, spot)
  const times = compileTimes(file, spot)
  if (columns === undefined || sessions === undefined || times === undefined) return undefined
  checkWhole(file, spot)
  const isHidden = ({ name }: ColumnDefinition): boolean => file.columns[name]?.hidden === true
  const hiddenColumns = columns.filter(isHidden)
  return {
    name: file.name,
    comment: file.comment ?? '',
    schemaVersion: filledVersion,
    columns: columns.filter((column) => !isHidden(column)),
    ...(hiddenColumns.length > 0 && { hiddenColumns }),
    ...sessions,
    ...times,
    ...(file.groups !== undefined && { groups: file.groups }),
    ...(file.duplicates !== undefined && { duplicateShare: file.duplicates }),
    ...(file.table !== undefined && {
      table: {
        orderBy: file.table.orderBy,
        ...(file.table.partitionBy !== undefined && { partitionBy: file.table.partitionBy }),
      },
    }),
  }
}

/** Those that are undefined are wrong in themselves, and reported. */
export function compileColumns(
  columns: ReadonlyMap<string, ColumnFile | undefined>,
  rowsOf: RowsOf,
  spot: Spot,
): ColumnDefinition[] | undefined {
  const compiled = [...columns].map(([name, column]) =>
    column === undefined
      ? undefined
      : compileFileColumn(name, column, { columns, rowsOf, spot: spot.at('columns', name) }),
  )
  const whole = compiled.filter((column) => column !== undefined)
  return checkColumns(whole, spot) && whole.length === columns.size ? whole : undefined
}

function compileSessions(
  { sessions }: Pick<DatasetFile, 'sessions'>,
  spot: Spot,
): Pick<DatasetDefinition, 'sessions'> | undefined {
  if (sessions === undefined) return {}
  const rowsPerSession = compileSpread(sessions.rows, counts, spot.at('sessions', 'rows'))
  const gapMs = compileSpread(sessions.gap, durations, spot.at('sessions', 'gap'))
  return rowsPerSession && gapMs && { sessions: { rowsPerSession, gapMs } }
}

function compileTimes({ times }: Pick<DatasetFile, 'times'>, spot: Spot): Pick<DatasetDefinition, 'times'> | undefined {
  if (times === undefined) return {}
  const { from, to, rhythm, late } = times
  const byMs = late && compileSpread(late.by, durations, spot.at('times', 'late', 'by'))
  if (late !== undefined && byMs === undefined) return undefined
  return {
    times: {
      ...(from !== undefined && { fromMs: Date.parse(from) }),
      ...(to !== undefined && { toMs: Date.parse(to) }),
      ...(rhythm === 'even' && { isEven: true }),
      ...(late !== undefined && byMs !== undefined && { late: { share: late.share, byMs } }),
    },
  }
}
