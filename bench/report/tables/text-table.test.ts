import { expect, test } from 'vitest'
import { tableOf } from './table.ts'
import { textTable } from './text-table.ts'

test('columns are as wide as their cells, numbers to the right', () => {
  const table = tableOf(
    ['what'],
    ['rate'],
    [
      ['native', '1,200'],
      ['a longer one', '7'],
    ],
  )
  expect(textTable(table)).toBe('what           rate\nnative        1,200\na longer one      7\n')
})
