import { faker } from '@faker-js/faker/locale/en'
import { expect, test } from 'vitest'
import { uniform } from '@millrace/schemas/dataset/distribution.ts'
import { madeTexts } from './made-texts.ts'

test('texts have the lengths that were asked for, and no two are the same', () => {
  const make = madeTexts(uniform(8, 40), 5000)
  const texts = Array.from({ length: 5000 }, make)
  expect(new Set(texts).size).toBe(5000)
  const lengths = texts.map((text) => text.length).sort((a, b) => a - b)
  expect(lengths[0]).toBe(8)
  expect(lengths.at(-1)).toBe(40)
  expect(Math.abs((lengths[2500] ?? 0) - 24)).toBeLessThanOrEqual(1)
})

test('the first texts have lengths of their own, and the others stay as they are without them', () => {
  const make = (topLengths?: readonly number[]): number[] => {
    faker.seed(1)
    return Array.from({ length: 100 }, madeTexts(uniform(8, 40), 100, topLengths)).map((text) => text.length)
  }
  expect(make([3, 90])).toEqual([3, 90, ...make().slice(2)])
})

test('where there are not enough texts of a length, they are longer', () => {
  const make = madeTexts(uniform(1, 1), 100)
  const texts = Array.from({ length: 100 }, make)
  expect(new Set(texts).size).toBe(100)
  expect(texts.every((text) => text.length <= 3)).toBe(true)
})
