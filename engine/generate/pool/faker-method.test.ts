import { faker } from '@faker-js/faker/locale/en'
import { expect, test } from 'vitest'
import { fakerMethod } from './faker-method.ts'

test('a method by its name', () => {
  expect(fakerMethod(faker, 'internet.email')()).toMatch(/@/)
  expect(typeof fakerMethod(faker, 'number.int')()).toBe('number')
})

test.each([
  'internet.emails',
  'email',
  'internet',
  'internet.email.x',
  'constructor.constructor',
  '__proto__.toString',
])('%s is none', (name) => expect(() => fakerMethod(faker, name)).toThrow(`faker has no method ${name}`))

test('what yields no text, number or truth value is refused', () => {
  expect(() => fakerMethod(faker, 'date.past')()).toThrow("faker's date.past yields object")
})
