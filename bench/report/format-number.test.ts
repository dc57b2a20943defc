import { expect, test } from 'vitest'
import { spreadOf } from '../measure/spread.ts'
import {
  formatFactor,
  formatMebibytes,
  formatMegabytes,
  formatMillions,
  formatRange,
  formatRatio,
  threeDigits,
} from './format-number.ts'

test.each([
  [0, '0'],
  [0.0041, '0.00410'],
  [0.7836, '0.784'],
  [3.2, '3.20'],
  [99.96, '100'],
  [1234.5, '1,235'],
])('%d has three digits: %s', (value, words) => {
  expect(threeDigits(value)).toBe(words)
})

test('units are those of the columns', () => {
  expect(formatMillions(784_000)).toBe('0.784')
  expect(formatMegabytes(512_345_678)).toBe('512')
  expect(formatMebibytes(3 * 2 ** 30)).toBe('3,072')
})

test('a ratio has two decimals, and more where it is small', () => {
  expect([0, 0.8142, 1.5, 0.0062].map(formatRatio)).toEqual(['0.00', '0.81', '1.50', '0.0062'])
})

test('factors', () => {
  expect([2.134, 193.4, 12_345].map(formatFactor)).toEqual(['2.1', '193', '12,345'])
})

test('a range needs two samples', () => {
  expect(formatRange(spreadOf([0.8, 0.73]), formatRatio)).toBe('0.73–0.80')
  expect(formatRange(spreadOf([0.8, 0.73]), formatRatio, '-')).toBe('0.73-0.80')
  expect(formatRange(spreadOf([0.8]), formatRatio)).toBe('')
})
