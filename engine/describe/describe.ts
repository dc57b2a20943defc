// A dataset as it is intended beside what a sample of its generated rows has, and beside a table that it is to be like.
import type { ColumnDefinition, DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import type { SampleOptions } from '../plan/sample-run.ts'
import { drawSample } from '../preview/draw-sample.ts'
import type { ColumnFigures } from './column-figures.ts'
import { describedValues } from './drawn-column-values.ts'
import { figuresOfValues } from './figures-of-values.ts'
import { intendedDeviations } from './intended-deviations.ts'
import { tableDeviations, type FigureDeviation } from './table-deviations.ts'

export interface DescribedColumn {
  readonly column: ColumnDefinition
  readonly generated: ColumnFigures
  /** Further off than chance explains. */
  readonly deviations: readonly string[]
  readonly table?: { readonly figures: ColumnFigures; readonly deviations: readonly FigureDeviation[] }
}

/** `table`: figures by column; columns that it has not are compared with what is intended alone. */
export function describe(
  dataset: DatasetDefinition,
  options: SampleOptions,
  table: ReadonlyMap<string, ColumnFigures>,
): DescribedColumn[] {
  const drawn = drawSample(dataset, options)
  return dataset.columns.flatMap((column, i) => {
    const batchColumn = drawn[i]
    if (batchColumn === undefined) return []
    const values = describedValues(column.type, batchColumn, options.rowCount)
    const generated = figuresOfValues(values.texts, column.type)
    const figures = table.get(column.name)
    return {
      column,
      generated,
      deviations: intendedDeviations(column, values),
      ...(figures === undefined
        ? {}
        : { table: { figures, deviations: tableDeviations(generated, figures, values.drawnCount) } }),
    }
  })
}
