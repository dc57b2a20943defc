import { expect, test } from 'vitest'
import { copyWritten, createByteSink, writeText } from '../../encode/rowbinary/byte-sink.ts'
import { appendInteger } from './append-integer.ts'
import { FixedTexts } from './fixed-texts.ts'
import { putHashLetters } from './hash-letters.ts'
import { parseTemplate, templateColumns } from './parse-template.ts'
import { TextBuffer } from './text-buffer.ts'

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

test('texts of any length have it before them, in as many bytes as it takes', () => {
  const lengths = [0, 1, 127, 128, 16_383, 16_384, 70_000, 5]
  const texts = new TextBuffer(lengths.length)
  const sink = createByteSink()
  for (let round = 0; round < 2; round++) {
    sink.usedBytes = 0
    lengths.forEach((length, slot) => {
      const text = new FixedTexts(['not this', String.fromCharCode(97 + slot).repeat(length)])
      texts.begin(slot)
      text.appendTo(texts, 1)
      texts.end(slot)
      writeText(sink, String.fromCharCode(97 + slot).repeat(length))
    })
    expect(texts.firstTexts(lengths.length).equals(copyWritten(sink))).toBe(true)
    expect(lengths.map((_, slot) => texts.textOf(slot).byteLength)).toEqual(lengths)
    expect(texts.textOf(3).toString()).toBe('d'.repeat(128))
    expect(texts.firstTexts(0).byteLength).toBe(0)
  }
})

test.each([0, 9, 10, -7, 99, 1_234_567, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), 2 ** 53 - 1, -(2 ** 53) + 1])(
  '%d in digits',
  (value) => {
    const texts = new TextBuffer(1)
    for (const digits of [0, 1, 12, 20]) {
      texts.begin(0)
      appendInteger(texts, value, digits)
      texts.end(0)
      const magnitude = String(Math.abs(value)).padStart(digits, '0')
      expect(texts.textOf(0).toString()).toBe(`${value < 0 ? '-' : ''}${magnitude}`)
    }
  },
)
