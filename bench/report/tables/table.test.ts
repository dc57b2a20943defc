import { expect, test } from 'vitest'
import { tableOf } from './table.ts'

test('columns without any value are left out', () => {
  const rows = [
    ['native', '0.8', '', '1'],
    ['rowbinary', '0.6', '', ''],
  ]
  const table = tableOf(['run'], ['rate', 'kafka', 'parts'], rows)
  expect(table.columns.map(({ name }) => name)).toEqual(['run', 'rate', 'parts'])
  expect(table.rows).toEqual([
    ['native', '0.8', '1'],
    ['rowbinary', '0.6', ''],
  ])
})

test('texts come first, numbers follow', () => {
  const { columns } = tableOf(['run'], ['rate'], [['a', '1']])
  expect(columns.map(({ isNumeric }) => isNumeric)).toEqual([false, true])
})

test('a row with a cell too few is a mistake', () => {
  expect(() => tableOf(['run'], ['rate'], [['a']])).toThrow('1 cells for 2 columns: a')
})
