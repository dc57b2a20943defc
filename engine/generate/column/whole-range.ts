// Between which whole numbers the values of a column lie, where its definition says so.
import { bareType } from '@millrace/schemas/column/bare-type.ts'
import type { ColumnDefinition } from '@millrace/schemas/dataset/dataset.ts'

export interface WholeRange {
  readonly min: number
  readonly max: number
}

/** In the units in which the numbers are drawn. Undefined for all but numbers that are spread evenly. */
export function wholeRange({ type, source }: ColumnDefinition): WholeRange | undefined {
  const inner = source.from === 'nullable' ? source.of : source
  if (inner.from !== 'number' || inner.distribution.shape !== 'uniform') return undefined
  const { min, max } = inner.distribution
  const isWhole = Number.isInteger(min) && Number.isInteger(max) && !/^Float/.test(bareType(type).kind)
  return isWhole ? { min, max } : undefined
}
