// A description as people read it: a few lines for each column, marked where something deviates.
import { typeName } from '@millrace/schemas/column/type-name.ts'
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import { momentText } from '../profile/draft/file-units.ts'
import { measureKind } from '../profile/measure/column-kind.ts'
import { formatCount } from '../progress/format-progress.ts'
import { formatSource } from '../table/format-dataset.ts'
import type { ColumnFigures, NumberFigures } from './column-figures.ts'
import type { DescribedColumn } from './describe.ts'
import { percent } from './intended-deviations.ts'

const textMax = 30
const sourceMax = 160

export function formatDescription(columns: readonly DescribedColumn[]): string {
  return columns.map(formatColumn).join('\n')
}

function formatColumn({ column, generated, deviations, table }: DescribedColumn): string {
  const { name, type, source } = column
  const lines = [
    `${name}  ${typeName(type)}`,
    `  intended   ${shortened(formatSource(source, type), sourceMax)}`,
    `  generated  ${formatFigures(generated, type)}`,
    ...deviations.map((each) => `  DEVIATES   ${each}`),
  ]
  if (table === undefined) return lines.join('\n')
  const compared = table.deviations.map(
    ({ figure, percent: off, isMarked }) => `${figure} ${signed(off)} %${isMarked ? ' (!)' : ''}`,
  )
  const isMarked = table.deviations.some((each) => each.isMarked)
  const verdict = compared.length === 0 ? [] : [`  ${isMarked ? 'DEVIATES ' : 'compared '}  ${compared.join(' · ')}`]
  return [...lines, `  table      ${formatFigures(table.figures, type)}`, ...verdict].join('\n')
}

function formatFigures({ nullShare, distinctCount, top, numbers, lengths }: ColumnFigures, type: ColumnType): string {
  const isTime = measureKind(type) === 'time'
  const shown = (text: string): string => (isTime && /^-?\d+$/.test(text) ? momentText(Number(text)) : text)
  return [
    `${formatCount(distinctCount)} different`,
    ...(nullShare > 0 ? [`NULL ${percent(nullShare)}`] : []),
    ...top.map(({ text, share }) => `${shortened(shown(text), textMax) || "''"} ${percent(share)}`),
    ...(numbers === undefined ? [] : [formatNumbers(numbers, isTime ? momentText : formatNumber)]),
    ...(lengths === undefined ? [] : [`length ${formatNumbers(lengths, formatNumber)}`]),
  ].join(' · ')
}

function formatNumbers({ min, median, p99, max }: NumberFigures, format: (value: number) => string): string {
  return `min ${format(min)}, median ${format(median)}, p99 ${format(p99)}, max ${format(max)}`
}

function formatNumber(value: number): string {
  return value.toLocaleString('en-US', { maximumSignificantDigits: 6 })
}

function signed(value: number): string {
  const text = value.toFixed(1)
  return value > 0 ? `+${text}` : text
}

function shortened(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max - 1)}…`
}
