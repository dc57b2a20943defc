// What is going to be generated into a table, a line for each column, as people read it.
import type { ColumnSource, PoolValues } from '@millrace/schemas/dataset/column-source.ts'
import type { Distribution, PoolWeights } from '@millrace/schemas/dataset/distribution.ts'
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import { typeName } from '@millrace/schemas/column/type-name.ts'
import { formatCount, formatDuration } from '../progress/format-progress.ts'
import type { DescribedDataset } from './describe-dataset.ts'
import type { TableDescription } from './read-table.ts'

const dayMs = 86_400_000

export function formatDataset({ dataset, left }: DescribedDataset, { name, rowCount }: TableDescription): string {
  const lines = [
    ...dataset.columns.map((column) => [column.name, typeName(column.type), formatSource(column.source, column.type)]),
    ...left.map((column) => [column.name, '', column.why]),
  ]
  const width = (cell: 0 | 1): number => Math.min(32, Math.max(...lines.map((line) => line[cell]?.length ?? 0)))
  const rows = lines.map(
    ([column = '', type = '', text = '']) => `  ${column.padEnd(width(0))}  ${type.padEnd(width(1))}  ${text}`,
  )
  const held = rowCount === 0 ? 'empty now' : `${formatCount(rowCount)} rows now, which stay`
  return [`${name} (${held}) is filled with:`, ...rows].join('\n')
}

export function formatSource(source: ColumnSource, type: ColumnType): string {
  switch (source.from) {
    case 'time':
      return 'time of the row'
    case 'time-after':
      return `after ${source.column ?? 'the time of the row'}: ${formatDistribution(source.delayMs, (ms) => formatDuration(ms / 1000))}`
    case 'uuid-v4':
      return 'UUID, random'
    case 'uuid-v7':
      return 'UUID, by time'
    case 'sequence':
      return `${source.first ?? 0}, ${(source.first ?? 0) + 1}, ${(source.first ?? 0) + 2} …`
    case 'group':
      return 'number of the group'
    case 'position':
      return 'place in the group'
    case 'formula':
      return source.formula
    case 'template':
      return source.template
    case 'case':
      return `by ${source.column}`
    case 'number':
      return formatDistribution(source.distribution, (value) => formatNumber(value, type))
    case 'pool':
      return `${formatValues(source.values)}, ${formatWeights(source.weights)}`
    case 'nullable':
      return `${formatSource(source.of, 'inner' in type ? type.inner : type)}, or NULL (${source.nullShare * 100} %)`
  }
}

function formatDistribution(distribution: Distribution, format: (value: number) => string): string {
  switch (distribution.shape) {
    case 'uniform':
      return `${format(distribution.min)} to ${format(distribution.max)}`
    case 'log-normal':
      return `log-normal, median ${format(distribution.median)}, up to ${format(distribution.max)}`
    case 'normal':
      return `normal, mean ${format(distribution.mean)}, ${format(distribution.min)} to ${format(distribution.max)}`
    case 'power':
    case 'zipf':
      return `${format(distribution.first)} to ${format(distribution.first + distribution.count - 1)}, the small ones most`
    case 'quantiles': {
      const valueAt = (share: number): number => valueOfShare(distribution.points, share)
      return `as measured: ${format(valueAt(0))} to ${format(valueAt(1))}, median ${format(valueAt(0.5))}`
    }
  }
}

/** On the straight line between the points around it. */
function valueOfShare(points: readonly (readonly [share: number, value: number])[], share: number): number {
  const after = points.findIndex(([at]) => at >= share)
  const [toShare, to] = points[after] ?? [1, 0]
  const [fromShare, from] = points[after - 1] ?? [0, to]
  return toShare > fromShare ? from + ((share - fromShare) / (toShare - fromShare)) * (to - from) : to
}

/** A number as a value of the type reads. */
function formatNumber(value: number, type: ColumnType): string {
  switch (type.kind) {
    case 'LowCardinality':
      return formatNumber(value, type.inner)
    case 'Date':
    case 'Date32':
      return new Date(value * dayMs).toISOString().slice(0, 10)
    case 'IPv4':
      return [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.')
    case 'Decimal32':
    case 'Decimal64':
    case 'Decimal128':
    case 'Decimal256':
      return String(value / 10 ** type.scale)
    default:
      return String(value)
  }
}

function formatValues(values: PoolValues): string {
  if (!('count' in values)) return `one of ${firstOf(values.map(String))}`
  const count = formatCount(values.count)
  if ('faker' in values) return `${count} of ${values.faker}`
  if ('pattern' in values) return `${count} of ${values.pattern}`
  if ('lengths' in values) {
    return `${count} made-up texts of ${formatDistribution(values.lengths, (length) => String(Math.round(length)))} characters`
  }
  return `${count} values of its type`
}

const shownMax = 20

/** Of a long list, those that come first. */
function firstOf(texts: readonly string[]): string {
  if (texts.length <= shownMax) return texts.join(', ')
  return `${texts.slice(0, shownMax).join(', ')} … (${formatCount(texts.length)})`
}

function formatWeights(weights: PoolWeights): string {
  switch (weights.shape) {
    case 'even':
      return 'each as often'
    case 'weighted':
      return `weights ${firstOf(weights.weights.map((weight) => String(Number(weight.toPrecision(4)))))}`
    case 'zipf':
      return `Zipf ${weights.exponent}`
    case 'in-turn':
      return 'one after the other'
    case 'top':
      return `the first ${weights.shares.length} with shares of their own`
  }
}
