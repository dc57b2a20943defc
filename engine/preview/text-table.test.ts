import { expect, test } from 'vitest'
import { textTable } from './text-table.ts'

const columns = [
  { name: 'id', isNumber: true, texts: ['1', '1000'] },
  { name: 'text', isNumber: false, texts: ['a\nb', 'a long text that goes on'] },
]

test('aligned under the names, what is not printed shown as what it is', () => {
  expect(textTable(columns, 2, Infinity).split('\n')).toEqual([
    '  id  text',
    '   1  a\\nb',
    '1000  a long text that goes on',
  ])
})

test('cut to the width: the widest column gives way', () => {
  expect(textTable(columns, 2, 20).split('\n')).toEqual(['  id  text', '   1  a\\nb', '1000  a long text t…'])
})

test('too many columns for the width stand one under the other', () => {
  expect(textTable(columns, 2, 19).split('\n')).toEqual([
    'row 1',
    '  id    1',
    '  text  a\\nb',
    'row 2',
    '  id    1000',
    '  text  a long tex…',
  ])
})
