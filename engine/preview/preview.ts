// The first rows of a dataset, as they would be generated: as a table for people, or as lines of JSON.
import type { DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import { drawnValues } from './drawn-values.ts'
import type { SampleOptions } from '../plan/sample-run.ts'
import { drawSample } from './draw-sample.ts'
import { shownJson, shownText } from './shown-value.ts'
import { textTable } from './text-table.ts'

const floatDigits = 7

export function previewText(dataset: DatasetDefinition, options: SampleOptions, widthMax: number): string {
  const columns = previewValues(dataset, options).map(({ name, type, values }) => ({
    name,
    isNumber: /^(?:U?Int|Float|Decimal)/.test(type.kind === 'Nullable' ? type.inner.kind : type.kind),
    texts: values.map((value) => shortFloat(shownText(value, type))),
  }))
  return textTable(columns, options.rowCount, widthMax)
}

/** A number without the digits that no one reads. */
function shortFloat(text: string): string {
  return /^-?\d+\.\d{7,}$/.test(text) ? String(Number(Number(text).toPrecision(floatDigits))) : text
}

/** A line for each row. */
export function previewJson(dataset: DatasetDefinition, options: SampleOptions): string {
  const columns = previewValues(dataset, options)
  const rows = Array.from({ length: options.rowCount }, (_, row) =>
    Object.fromEntries(columns.map(({ name, type, values }) => [name, shownJson(values[row] ?? null, type)])),
  )
  return rows.map((row) => JSON.stringify(row)).join('\n')
}

function previewValues(dataset: DatasetDefinition, options: SampleOptions) {
  const drawn = drawSample(dataset, options)
  return dataset.columns.map(({ name, type }, i) => {
    const column = drawn[i]
    return { name, type, values: column === undefined ? [] : drawnValues(type, column, options.rowCount) }
  })
}
