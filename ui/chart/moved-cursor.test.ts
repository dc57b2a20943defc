import { expect, test } from 'vitest'
import { movedCursor } from './moved-cursor.ts'

test('arrows go one bucket, pages ten, never beyond the ends', () => {
  expect(movedCursor('ArrowLeft', 5, 20)).toBe(4)
  expect(movedCursor('ArrowRight', 5, 20)).toBe(6)
  expect(movedCursor('PageUp', 5, 20)).toBe(15)
  expect(movedCursor('PageDown', 5, 20)).toBe(0)
  expect(movedCursor('ArrowRight', 19, 20)).toBe(19)
  expect(movedCursor('Home', 5, 20)).toBe(0)
  expect(movedCursor('End', 5, 20)).toBe(19)
})

test('the first key puts it on the newest bucket', () => {
  expect(movedCursor('ArrowLeft', undefined, 20)).toBe(19)
})

test('other keys and an empty chart move nothing', () => {
  expect(movedCursor('a', 5, 20)).toBeUndefined()
  expect(movedCursor('Home', undefined, 0)).toBeUndefined()
})
