// How far the generated values are from those of a table, in percent, figure by figure.
import type { ColumnFigures } from './column-figures.ts'

export interface FigureDeviation {
  readonly figure: string
  readonly generated: number
  readonly table: number
  /** Of the table's. */
  readonly percent: number
  /** More than five percent, and more than chance may have done. */
  readonly isMarked: boolean
}

const markedPercent = 5
const chanceDeviations = 4
/** Which of the rare values comes most often is a matter of chance. */
const shareMin = 0.001

/** `drawnCount`: how many values were drawn by themselves. */
export function tableDeviations(generated: ColumnFigures, table: ColumnFigures, drawnCount: number): FigureDeviation[] {
  const share = (figure: string, ofGenerated: number, ofTable: number): FigureDeviation => {
    const chance = chanceDeviations * Math.sqrt((ofTable * (1 - ofTable)) / drawnCount)
    return deviation(figure, ofGenerated, ofTable, chance)
  }
  const numbers = (name: 'numbers' | 'lengths', prefix: string): FigureDeviation[] => {
    const [of, to] = [generated[name], table[name]]
    if (of === undefined || to === undefined) return []
    // A time is compared by how far it lies behind the first one.
    const origin = to.min > to.max - to.min ? Math.min(of.min, to.min) : 0
    return (['median', 'p99'] as const).map((figure) =>
      deviation(`${prefix}${figure}`, of[figure] - origin, to[figure] - origin, 0),
    )
  }
  return [
    ...(generated.nullShare + table.nullShare > 0 ? [share('NULL', generated.nullShare, table.nullShare)] : []),
    ...table.top
      .filter((top) => top.share >= shareMin)
      .map((top, i) => share(`share of the ${ordinals[i] ?? ''} value`, generated.top[i]?.share ?? 0, top.share)),
    ...numbers('numbers', ''),
    ...numbers('lengths', 'length, '),
  ]
}

const ordinals = ['first', 'second', 'third']

function deviation(figure: string, generated: number, table: number, tolerance: number): FigureDeviation {
  const difference = generated - table
  const percent = difference === 0 ? 0 : table === 0 ? 100 : (100 * difference) / Math.abs(table)
  const isMarked = Math.abs(percent) > markedPercent && Math.abs(difference) > tolerance
  return { figure, generated, table, percent, isMarked }
}
