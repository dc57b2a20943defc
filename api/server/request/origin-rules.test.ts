import { expect, test } from 'vitest'
import { originRules } from './origin-rules.ts'

test('its own pages and those that are listed may read and write', () => {
  const rules = originRules(['https://Dashboard.example/', 'http://127.0.0.1:5173'], 8080)
  for (const origin of [
    'http://127.0.0.1:8080',
    'http://localhost:8080',
    'http://[::1]:8080',
    'https://dashboard.example',
    'http://127.0.0.1:5173',
  ]) {
    expect([origin, rules.mayRead(origin), rules.mayWrite(origin)]).toEqual([origin, true, true])
  }
  for (const origin of ['https://127.0.0.1:8080', 'http://127.0.0.1', 'http://evil.example:8080', 'null', '*', '']) {
    expect([origin, rules.mayRead(origin), rules.mayWrite(origin)]).toEqual([origin, false, false])
  }
  expect(rules.isOpen).toBe(false)
})

test('a star opens reading to all, writing to none', () => {
  const rules = originRules(['*', 'https://a.example'], 8080)
  expect([rules.isOpen, rules.mayRead('https://evil.example'), rules.mayWrite('https://evil.example')]).toEqual([
    true,
    true,
    false,
  ])
  expect(rules.mayWrite('https://a.example')).toBe(true)
})

test('port 80 is not named in an origin', () => {
  expect(originRules([], 80).mayRead('http://localhost')).toBe(true)
})
