import { expect, test } from 'vitest'
import { shortcutOf } from './shortcuts.ts'

const press = (key: string, more = {}) =>
  shortcutOf({ key, ctrlKey: false, metaKey: false, altKey: false, isTaken: false, ...more })

test('1 to 7 are the ranges', () => {
  expect(press('1')).toEqual({ do: 'range', preset: '15m' })
  expect(press('7')).toEqual({ do: 'range', preset: 'all' })
  expect(press('8')).toBeUndefined()
  expect(press('0')).toBeUndefined()
})

test('letters and signs', () => {
  expect(press('f')).toEqual({ do: 'clear-filters' })
  expect(press('?')).toEqual({ do: 'help' })
  expect(press('constructor')).toBeUndefined()
})

test('not while something takes text, and not with a key of the browser', () => {
  expect(press('f', { isTaken: true })).toBeUndefined()
  expect(press('f', { ctrlKey: true })).toBeUndefined()
  expect(press('1', { metaKey: true })).toBeUndefined()
  expect(press('1', { altKey: true })).toBeUndefined()
})
