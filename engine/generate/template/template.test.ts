import { expect, test } from 'vitest'
import { putHashLetters } from './hash-letters.ts'
import { parseTemplate, templateColumns } from './parse-template.ts'

test('text, columns, padded columns, letters, and braces themselves', () => {
  const parts = parseTemplate('Customer#{id:09} {{{name}}} {code:hash12}\n')
  expect(parts).toEqual([
    { kind: 'text', text: 'Customer#' },
    { kind: 'column', name: 'id', digits: 9 },
    { kind: 'text', text: ' ' },
    { kind: 'text', text: '{' },
    { kind: 'column', name: 'name', digits: 0 },
    { kind: 'text', text: '}' },
    { kind: 'text', text: ' ' },
    { kind: 'hash', name: 'code', letters: 12 },
    { kind: 'text', text: '\n' },
  ])
  expect(templateColumns(parts)).toEqual(['id', 'name', 'code'])
})

test.each([
  ['{', 'a brace itself is written twice'],
  ['a } b', 'a brace itself is written twice'],
  ['{a:zz}', 'a brace itself is written twice'],
  ['{a:hash999}', 'is longer than 200 characters'],
])('%s is refused', (template, message) => expect(() => parseTemplate(template)).toThrow(message))

test('letters of a number: the same for the same, and hardly ever for two', () => {
  const lettersOf = (value: number): string => {
    const bytes = Buffer.alloc(12)
    putHashLetters(bytes, 0, value, 12)
    return bytes.toString()
  }
  expect(lettersOf(42)).toBe(lettersOf(42))
  const many = new Set(Array.from({ length: 200_000 }, (_, value) => lettersOf(value)))
  expect(many.size).toBe(200_000)
  expect(lettersOf(1)).not.toBe(lettersOf(1 + 2 ** 32))
  for (const letters of many) expect(letters).toMatch(/^[a-z]{12}$/)
})
