import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shortenMiddle } from './shorten-middle.ts'

test('both ends stay', () => {
  expect(shortenMiddle('https://example.com/a/very/long/page', 15)).toBe('https:/…ng/page')
  expect(shortenMiddle('/short', 15)).toBe('/short')
  expect(shortenMiddle('', 15)).toBe('')
})

test('never longer than asked, whole characters only', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 3, max: 40 }), (text, charactersMax) => {
      const short = shortenMiddle(text, charactersMax)
      expect(Array.from(short).length).toBeLessThanOrEqual(charactersMax)
      expect(short.isWellFormed()).toBe(true)
    }),
  )
})
