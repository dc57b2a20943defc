import { date, nullable, string, uint32 } from '@millrace/schemas/column/types.ts'
import { expect, test } from 'vitest'
import { figuresOfValues } from './figures-of-values.ts'

test('numbers', () => {
  const texts = [...Array.from({ length: 98 }, (_, i) => String(i)), '7', undefined]
  expect(figuresOfValues(texts, nullable(uint32))).toEqual({
    rowCount: 100,
    nullShare: expect.closeTo(0.01) as number,
    distinctCount: 98,
    top: [{ text: '7', share: 2 / 99 }],
    numbers: { min: 0, median: 48, p99: 97, max: 97 },
  })
})

test('texts have lengths in bytes, days are moments', () => {
  expect(figuresOfValues(['', 'é', 'é'], string).lengths).toEqual({ min: 0, median: 2, p99: 2, max: 2 })
  expect(figuresOfValues(['1970-01-02'], date).numbers).toMatchObject({ median: 86_400_000 })
})
