import { expect, test } from 'vitest'
import { csvHead } from './csv-header.ts'

const columns = ['id', 'name', 'at', 'a,b']

test.each<[string, boolean | undefined, string[] | undefined, number]>([
  ['id,name\n1,x\n', undefined, ['id', 'name'], 8],
  ['"name" , "a,b"\r\n1,x\n', undefined, ['name', 'a,b'], 16],
  ['\ufeffid\n1\n', undefined, ['id'], 6],
  ['\ufeff1,id\n', false, undefined, 3],
  ['1,x\n', undefined, undefined, 0],
  ['1,id,2\n', undefined, undefined, 0],
  ['id,name\n', false, undefined, 0],
  ['id,name', undefined, ['id', 'name'], 7],
  ['', undefined, undefined, 0],
  ['', true, undefined, 0],
])('%j, said %s', (text, said, names, byteCount) => {
  expect(csvHead(Buffer.from(text), said, columns)).toEqual({ columns: names, byteCount })
})

test.each([
  ['id,nome\n', undefined, 'its header names columns that the table has not: nome'],
  ['1,2\n', true, 'its header names columns that the table has not: 1, 2'],
  ['id,id\n', undefined, 'its header names column id twice'],
])('%j is refused', (text, said, message) => {
  expect(() => csvHead(Buffer.from(text), said, columns)).toThrow(message)
})
