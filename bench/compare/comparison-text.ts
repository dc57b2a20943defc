// A comparison for people: what changed, the largest change first, in one table; then what is only in one of the reports.
import type { Spread } from '../measure/spread.ts'
import { formatMebibytes, formatMillions, formatRange, formatRatio, threeDigits } from '../report/format-number.ts'
import { tableOf } from '../report/tables/table.ts'
import { textTable } from '../report/tables/text-table.ts'
import type { Change } from './changes.ts'
import type { Comparison } from './compare-reports.ts'
import type { Quantity } from './measures.ts'

const units: Readonly<Record<Quantity, readonly [name: string, format: (value: number) => string]>> = {
  'share of L': ['share of L', formatRatio],
  'share of server': ['share of server', formatRatio],
  'rows/s': ['M rows/s', formatMillions],
  'program CPU': ['program CPU-s per M rows', threeDigits],
  'peak memory': ['peak MiB', formatMebibytes],
}

/** `isWhole`: also what is within noise. */
export function comparisonText(
  { changes, cautions, onlyBefore, onlyAfter, summary }: Comparison,
  isWhole: boolean,
): string {
  const shown = isWhole ? changes : changes.filter(({ verdict }) => verdict === 'changed')
  const table = tableOf(['what', 'measure'], ['A', 'low-high', 'B', 'low-high', 'change', 'verdict'], shown.map(row))
  return [
    ...cautions.map((caution) => `caution: ${caution}\n`),
    ...(shown.length === 0 ? [] : [textTable(table)]),
    `${summary}\n`,
    ...onlyIn('A', onlyBefore),
    ...onlyIn('B', onlyAfter),
  ].join('')
}

function row({ what, quantity, before, after, effect, verdict, isBetter }: Change): string[] {
  const [unit, format] = units[quantity]
  const cells = (spread: Spread): string[] => [format(spread.median), formatRange(spread, format, '-')]
  const percent = `${effect < 0 ? '-' : '+'}${threeDigits(Math.abs(100 * effect))} %`
  const words = verdict === 'changed' ? (isBetter ? 'better' : 'worse') : verdict
  return [what, unit, ...cells(before), ...cells(after), percent, words]
}

function onlyIn(name: string, what: readonly string[]): string[] {
  return what.length === 0 ? [] : [`only in ${name}: ${what.join(', ')}\n`]
}
