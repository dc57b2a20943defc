import { expect, test } from 'vitest'
import { byteWords } from './pipeline-bytes.ts'

test('bytes are given in the unit that leaves three digits', () => {
  expect(byteWords(0, 'en')).toBe('0 B')
  expect(byteWords(999, 'en')).toBe('999 B')
  expect(byteWords(999_600, 'en')).toBe('1 MB')
  expect(byteWords(24_123_456, 'en')).toBe('24.1 MB')
  expect(byteWords(24_123_456, 'de')).toBe('24,1 MB')
  expect(byteWords(9e18, 'en')).toBe('9,000 PB')
})
