import { expect, test } from 'vitest'
import { pageTitle } from './page-title.ts'

test('the rate while running, the state while away, else the name', () => {
  expect(pageTitle('running', 1_240_000.4, 'en')).toBe('1.24\u202fM/s · Millrace')
  expect(pageTitle('away', 0)).toBe('Millrace — away')
  expect(pageTitle('idle', 0)).toBe('Millrace')
})
