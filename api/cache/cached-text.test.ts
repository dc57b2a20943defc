import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cachedText, parseCachedText } from './cached-text.ts'

test('any answer is read as it was written', () => {
  const milliseconds = fc.integer({ min: 0, max: 9_007_199_254_740_991 })
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), milliseconds, milliseconds, (body, madeAtMs, expiresAtMs) => {
      const expiring = { answer: { body, madeAtMs }, expiresAtMs }
      expect(parseCachedText(cachedText(expiring))).toEqual(expiring)
    }),
  )
})

test.each([
  '',
  '{}',
  'millrace1',
  'millrace1 1 2',
  'millrace1 1 x\n{}',
  'millrace1 1.5 2\n{}',
  'millrace2 1 2\n{}',
  ' millrace1 1 2\n',
])('%j is not one of ours', (text) => {
  expect(parseCachedText(text)).toBeUndefined()
})
