// A column and values of it, each with the text by which ClickHouse knows it: what both encoders must agree on with the
// server, without our own code saying what is right.
import type { ColumnKind, ColumnType } from '@millrace/schemas/column/column-type.ts'
import type { ColumnValue } from '@millrace/schemas/column/column-value.ts'

export interface ColumnCase {
  readonly type: ColumnType
  readonly values: readonly ValueCase[]
}

export interface ValueCase {
  readonly value: ColumnValue
  /** SQL of the same value, made by the server alone. */
  readonly sql: string
  /** What `toString` of the stored value answers; without it, only the stored value and `sql` are compared. */
  readonly text?: string | null
}

/** Every kind that a type is made of. */
export function kindsIn(type: ColumnType): ColumnKind[] {
  switch (type.kind) {
    case 'Nullable':
    case 'LowCardinality':
    case 'Array':
      return [type.kind, ...kindsIn(type.inner)]
    case 'Tuple':
      return [type.kind, ...type.elements.flatMap(kindsIn)]
    case 'Map':
      return [type.kind, ...kindsIn(type.key), ...kindsIn(type.value)]
    default:
      return [type.kind]
  }
}
