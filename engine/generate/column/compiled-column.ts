// A column that is compiled, as the columns that look at it see it.
import type { ColumnDefinition } from '@millrace/schemas/dataset/dataset.ts'
import type { ColumnSampler, DrawnColumn } from './drawn-column.ts'

export interface CompiledColumn {
  readonly definition: ColumnDefinition
  readonly sampler: ColumnSampler
  readonly perSession: boolean
}

/** Another column of the row, for one that looks at it. */
export interface SeenColumn {
  readonly definition: ColumnDefinition
  readonly drawn: DrawnColumn
  /** The slot there, for a slot here. Undefined: the same. */
  readonly slots: Uint32Array | undefined
}

/** What is there if it is not NULL. */
export function withoutNull(drawn: DrawnColumn): DrawnColumn {
  return drawn.layout === 'nullable' ? drawn.of : drawn
}
