import { expect, test } from 'vitest'
import { madeUpTexts } from './made-up-texts.ts'

test('as long as asked, different from each other, none of those that are taken', () => {
  const lengths = [0, 1, 2, 5, 5, 40]
  const texts = madeUpTexts(lengths, (text) => /^[a-y]$/.test(text))
  expect(texts.map(({ length }) => length)).toEqual(lengths)
  expect(new Set(texts).size).toBe(texts.length)
  expect(texts[1]).toBe('z')
})

test('where there is no other of that length, a longer one', () => {
  const texts = madeUpTexts([1, 1], (text) => text.length === 1)
  expect(texts.map(({ length }) => length)).toEqual([2, 2])
})
