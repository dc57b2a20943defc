// What only shows when a dataset file is looked at as a whole: parts of it that do not go together.
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import { parseType } from '@millrace/schemas/column/parse-type.ts'
import type { DatasetFile } from '@millrace/schemas/dataset-file/dataset-file.ts'
import { suggestion } from '../problems/nearest.ts'
import type { Spot } from '../problems/problem.ts'
import { withinRange } from './compile-spread.ts'
import { unitsOf } from './units.ts'

const msPrecision = 3

/** Of a file whose columns are right in themselves. */
export function checkWhole(file: DatasetFile, spot: Spot): void {
  checkSessions(file, spot)
  checkTimes(file, spot)
  checkTable(file, spot)
}

function checkSessions({ columns, sessions }: DatasetFile, spot: Spot): void {
  if (sessions !== undefined) return
  for (const [name, { per }] of Object.entries(columns)) {
    if (per === 'session')
      spot.at('columns', name, 'per').report('there are no sessions: say at the top how rows form them')
  }
}

/** Times that a column cannot hold would come round to others. */
function checkTimes({ columns, times }: DatasetFile, spot: Spot): void {
  for (const { from, type } of Object.values(columns)) {
    const units = from === 'time' ? unitsOf(inMilliseconds(parseType(type)), type) : undefined
    if (units === undefined) continue
    for (const end of ['from', 'to'] as const) {
      const moment = times?.[end]
      if (moment !== undefined) withinRange(moment, units, spot.at('times', end))
    }
  }
}

/** As the row's time is drawn, whatever digits follow: nanoseconds are more than a number can count. */
function inMilliseconds(type: ColumnType): ColumnType {
  return type.kind === 'DateTime64' ? { ...type, precision: Math.min(type.precision, msPrecision) } : type
}

/** Expressions are for the server to check. */
function checkTable({ columns, table }: DatasetFile, spot: Spot): void {
  const shown = Object.keys(columns).filter((name) => columns[name]?.hidden !== true)
  for (const [i, key] of (table?.orderBy ?? []).entries()) {
    if (!/^[A-Za-z_]\w*$/.test(key) || shown.includes(key)) continue
    const at = spot.at('table', 'orderBy', i)
    if (columns[key] !== undefined) at.report(`${key} is hidden, so it is not in the table`)
    else at.report(`there is no column ${key}: ${suggestion(key, shown)}`)
  }
}
