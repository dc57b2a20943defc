// A column of a dataset file, as the generator takes it.
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import { typeName } from '@millrace/schemas/column/type-name.ts'
import type { ColumnSource } from '@millrace/schemas/dataset/column-source.ts'
import type { ColumnDefinition } from '@millrace/schemas/dataset/dataset.ts'
import type { ColumnFile } from '@millrace/schemas/dataset-file/dataset-file.ts'
import type { ColumnContext } from './column-context.ts'
import { compileSource } from './compile-source.ts'
import { compileType } from './compile-type.ts'
import { weightsWithNull } from './compile-weights.ts'

/** Undefined once it is reported what is wrong. */
export function compileFileColumn(
  name: string,
  column: ColumnFile,
  context: Omit<ColumnContext, 'type' | 'written'>,
): ColumnDefinition | undefined {
  const type = compileType(column.type, context.spot.at('type'))
  const source = type && sourceOf(column, type, context)
  if (type === undefined || source === undefined) return undefined
  const { per, codec, comment = '' } = column
  return {
    name,
    type,
    source,
    comment,
    ...(per !== undefined && { per }),
    ...(codec !== undefined && { codec }),
  }
}

function sourceOf(
  column: ColumnFile,
  type: ColumnType,
  context: Omit<ColumnContext, 'type' | 'written'>,
): ColumnSource | undefined {
  const { spot } = context
  const compiled = (of: ColumnType): ColumnSource | undefined =>
    compileSource(column, { ...context, type: of, written: column.type })
  if (hasNullValue(column)) {
    if (column.nulls === undefined) return compiled(type)
    spot.at('nulls').report('NULL is among the values already: leave one of them out', 'key')
    return undefined
  }
  if (type.kind === 'Nullable') {
    const of = compiled(type.inner)
    return of && { from: 'nullable', nullShare: column.nulls ?? 0, of }
  }
  if (type.kind === 'LowCardinality') {
    const inner = type.inner.kind === 'Nullable' ? type.inner.inner : type.inner
    const source = compiled(inner)
    if (source === undefined || column.nulls === undefined) return source
    if (type.inner.kind === 'Nullable') return withNull(source, column.nulls, context)
  }
  if (column.nulls !== undefined) {
    spot.at('nulls').report(`${typeName(type)} has no NULL: the type must be Nullable(${typeName(type)})`)
  }
  return compiled(type)
}

function hasNullValue(column: ColumnFile): boolean {
  return column.from === 'choice' && Array.isArray(column.values) && column.values.includes(null)
}

/** A dictionary has NULL among its values: the first of them. */
function withNull(
  source: ColumnSource,
  nullShare: number,
  { spot }: Omit<ColumnContext, 'type' | 'written'>,
): ColumnSource | undefined {
  if (source.from !== 'pool') {
    spot.at('from').report('a LowCardinality has values from choice, faker, pattern or words')
    return undefined
  }
  const { values } = source
  const isMade = 'count' in values
  if (isMade && ('make' in values || 'anyOf' in values)) {
    spot.at('nulls').report('any has some NULL by itself, so leave this out', 'key')
    return undefined
  }
  const weights = weightsWithNull(source.weights, isMade ? values.count : values.length, nullShare, spot)
  if (weights === undefined) return undefined
  const withIt = isMade ? { ...values, count: values.count + 1, hasNull: true } : [null, ...values]
  return { from: 'pool', values: withIt, weights }
}
