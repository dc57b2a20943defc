import { expect, test } from 'vitest'
import { csvField } from './csv-field.ts'

test.each([
  ['https://shop.example/a b?c=1&d=%20', 'https://shop.example/a b?c=1&d=%20'],
  ['2026-11-24 00:00:00.000', '2026-11-24 00:00:00.000'],
  ['-12.5', '-12.5'],
  ['', '""'],
  [' a', '" a"'],
  ['a ', '"a "'],
  ['a,b', '"a,b"'],
  ['a"b', '"a""b"'],
  ["'a'", '"\'a\'"'],
  ['a\nb\r', '"a\nb\r"'],
  ['\\N', '"\\N"'],
  ['\u00e4', '"\u00e4"'],
])('%j is written %s', (text, field) => {
  expect(csvField(text)).toBe(field)
})
