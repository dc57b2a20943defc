import { expect, test } from 'vitest'
import { csvRows } from './csv-rows.ts'

test('fields with commas, quotes and line ends are one field', () => {
  expect(csvRows('a,b\r\n1,"x, ""y""\r\nz"\r\n,\r\n')).toEqual([
    { a: '1', b: 'x, "y"\r\nz' },
    { a: '', b: '' },
  ])
})

test('what is no CSV is refused', () => {
  expect(() => csvRows('a,b\r\n1,x"y\r\n')).toThrow('no CSV at character')
})
