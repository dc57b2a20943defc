import { expect, test } from 'vitest'
import { isOwnPage } from './is-own-page.ts'

test.each([
  [undefined, true],
  ['http://localhost:5173', true],
  ['http://127.0.0.1:5173', true],
  ['http://localhost:5174', false],
  ['https://localhost:5173', false],
  ['https://evil.example', false],
  ['http://evil.example:5173', false],
  ['null', false],
])('a page of %s: %s', (origin, isOwn) => {
  expect(isOwnPage({ headers: origin === undefined ? {} : { origin } }, 5173)).toBe(isOwn)
})
