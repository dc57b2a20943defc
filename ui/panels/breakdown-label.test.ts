import { expect, test } from 'vitest'
import { breakdownLabel } from './breakdown-label.ts'

test('countries have names', () => {
  expect(breakdownLabel('country', 'DE', 'en')).toBe('Germany')
  expect(breakdownLabel('country', 'JP', 'fr')).toBe('Japon')
  expect(breakdownLabel('country', 'zz', 'en')).toBe('zz')
})

test('no referrer is direct; nothing else is', () => {
  expect(breakdownLabel('referrer', '')).toBe('direct')
  expect(breakdownLabel('device', '')).toBe('(empty)')
})

test('addresses without https, yet with what tells them apart', () => {
  expect(breakdownLabel('url', 'https://shop.example/a')).toBe('shop.example/a')
  expect(breakdownLabel('url', 'http://shop.example/a')).toBe('http://shop.example/a')
  expect(breakdownLabel('url', 'https://')).toBe('https://')
  expect(breakdownLabel('url', '/pricing')).toBe('/pricing')
})
