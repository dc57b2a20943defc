import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isoMs } from './iso-ms.ts'

test('every moment that a Date writes is read back', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('0100-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }), (date) => {
      expect(isoMs(date.toISOString())).toBe(date.getTime())
      const seconds = `${date.toISOString().slice(0, 19)}Z`
      expect(isoMs(seconds)).toBe(Date.parse(seconds))
    }),
  )
})

test.each([
  '2026-02-30T00:00:00Z',
  '2026-13-01T00:00:00Z',
  '2026-00-10T00:00:00Z',
  '2026-01-00T00:00:00Z',
  '2026-01-01T24:00:00Z',
  '2026-01-01T00:60:00Z',
  '2026-01-01T00:00:60Z',
  '2026-01-01T00:00:0xZ',
  '2026-01-01 00:00:00Z',
  '2026-01-01T00:00:00.0000Z',
  '2026-01-01T00:00:00,000Z',
  '2026-01-01T00:00:00+00',
  '0026-01-01T00:00:00Z',
  '',
])('%j is left to others', (text) => {
  expect(isoMs(text)).toBeUndefined()
})
