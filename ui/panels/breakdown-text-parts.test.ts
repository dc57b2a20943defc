import fc from 'fast-check'
import { expect, test } from 'vitest'
import { textParts } from './breakdown-text-parts.ts'

test('a short text is one part', () => {
  expect(textParts('shop.example/')).toEqual({ head: 'shop.example/', tail: '' })
})

test('nothing is lost, nothing is cut in two', () => {
  expect(textParts('shop.example/electronics/headphones').tail).toBe('onics/headphones')
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
      const { head, tail } = textParts(text)
      expect(head + tail).toBe(text)
      expect(tail.isWellFormed()).toBe(true)
    }),
  )
})
