// The source of a column by what was measured of it. What cannot be told by that is left to its name and type.
import { bareType } from '@millrace/schemas/column/bare-type.ts'
import { measureKind } from '../measure/column-kind.ts'
import type { MeasuredColumn } from '../measure/measured-column.ts'
import { shareNumber, type ChosenColumn } from './chosen-column.ts'
import { chooseMeasuredAddress, chooseMeasuredUuid } from './choose-measured-identity.ts'
import { chooseMeasuredNumber } from './choose-measured-number.ts'
import { chooseMeasuredText } from './choose-measured-text.ts'
import { chooseMeasuredTime } from './choose-measured-time.ts'

const lengthMax = 1000

/** The column that says when a row happened. */
interface RowTime {
  readonly name: string
  /** Whether the file's `times` say from when to when; else it is spread as others are. */
  readonly isSpanned: boolean
}

export interface Choosing {
  /** Of the table. */
  readonly rowCount: number
  readonly rowTime: RowTime | undefined
  readonly keepsValues: boolean
}

/** Undefined for a column of which nothing was seen: it has no value, or none that can be made. */
export function chooseMeasured(column: MeasuredColumn, choosing: Choosing): ChosenColumn | undefined {
  const { name, parsed, summary } = column
  if (summary.valueCount === 0) return undefined
  if (name === choosing.rowTime?.name && choosing.rowTime.isSpanned)
    return { source: { from: 'time' }, notes: ["the row's time: see times"] }
  switch (measureKind(parsed)) {
    case 'number':
      return chooseMeasuredNumber(column, choosing.rowCount)
    case 'time':
      return chooseMeasuredTime(column, choosing)
    case 'text':
      return chooseMeasuredText(column, choosing.keepsValues)
    case 'uuid':
      return chooseMeasuredUuid(column)
    case 'address':
      return chooseMeasuredAddress(column)
    case 'named':
      return chooseNamed(column)
    case 'many':
      return {
        source: { from: 'any', length: Math.min(lengthMax, summary.medianLength) },
        notes: ['any values, as many in a row as half of the rows had at most: what was in them is not told'],
      }
    case 'other':
      return { source: { from: 'any' }, notes: ['any values of the type: what was in them is not told'] }
  }
}

/** The names of an Enum are part of its type. */
function chooseNamed({ parsed, top, summary }: MeasuredColumn): ChosenColumn {
  const isBool = bareType(parsed).kind === 'Bool'
  return {
    source: {
      from: 'choice',
      values: top.map(({ text }) => (isBool ? text === 'true' : text)),
      weights: top.map(({ rowCount }) => shareNumber(rowCount / summary.valueCount)),
    },
    notes: [],
  }
}
