import { expect, test } from 'vitest'
import type { DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import { orders } from '@millrace/schemas/datasets/orders.ts'
import { pageEvents } from '@millrace/schemas/datasets/page-events.ts'
import { defaultBatchRows } from './default-batch-rows.ts'

/** Its columns, so many times. */
function widened(dataset: DatasetDefinition, times: number): DatasetDefinition {
  const columns = Array.from({ length: times }, (_, copy) =>
    dataset.columns.map((column) => (copy === 0 ? column : { ...column, name: `${column.name}_${copy}` })),
  )
  return { ...dataset, columns: columns.flat() }
}

test.each([pageEvents, orders])('rows of $name are narrow: a batch has as many as may be', (dataset) => {
  expect(defaultBatchRows(dataset)).toBe(400_000)
})

test('the wider the rows, the fewer: batches of 80 MB', () => {
  expect(defaultBatchRows(widened(pageEvents, 6))).toBe(80_000)
})
