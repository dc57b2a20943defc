import { expect, test } from 'vitest'
import { splitKey } from './table-layout.ts'

test.each([
  ['', []],
  ['a', ['a']],
  ['a, toDate(b, \'UTC\'), "c"', ['a', "toDate(b, 'UTC')", '"c"']],
  ["concat(a, ', ('), `b, c`, d", ["concat(a, ', (')", '`b, c`', 'd']],
])('%s', (key, parts) => {
  expect(splitKey(key)).toEqual(parts)
})
