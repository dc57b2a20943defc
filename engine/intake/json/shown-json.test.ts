import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shownJson } from './shown-json.ts'

test('shows what JSON.stringify shows, as far as there is room', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.integer({ min: 1, max: 80 }), (value, charactersMax) => {
      const parsed: unknown = JSON.parse(JSON.stringify(value))
      const whole = JSON.stringify(parsed)
      const shown = shownJson(parsed, charactersMax)
      expect(shown).toBe(whole.length <= charactersMax ? whole : `${whole.slice(0, charactersMax)}…`)
    }),
  )
})

test.each([
  ['arrays', '['.repeat(100_000) + ']'.repeat(100_000), '[[[[['],
  ['objects', '{"a":'.repeat(50_000) + '1' + '}'.repeat(50_000), '{"a":'],
  ['many elements', `[${'1,'.repeat(100_000)}1]`, '[1,1,'],
])('no value is too deep or too large: %s', (_, json, start) => {
  expect(shownJson(JSON.parse(json), 5)).toBe(`${start}…`)
})
