import { expect, test } from 'vitest'
import { rowAfterKey } from './event-row-keys.ts'

test('down and up, by letter or arrow, and not beyond the ends', () => {
  expect(rowAfterKey('j', 3, 10)).toBe(4)
  expect(rowAfterKey('ArrowUp', 3, 10)).toBe(2)
  expect(rowAfterKey('k', 0, 10)).toBe(0)
  expect(rowAfterKey('ArrowDown', 9, 10)).toBe(9)
  expect(rowAfterKey('PageDown', 5, 10)).toBe(9)
  expect(rowAfterKey('End', 0, 10)).toBe(9)
  expect(rowAfterKey('Home', 9, 10)).toBe(0)
})

test('other keys and an empty list lead nowhere', () => {
  expect(rowAfterKey('x', 3, 10)).toBeUndefined()
  expect(rowAfterKey('j', 0, 0)).toBeUndefined()
})
