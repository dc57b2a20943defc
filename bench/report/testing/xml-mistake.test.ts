import { expect, test } from 'vitest'
import { xmlMistake } from './xml-mistake.ts'

test('what is well-formed passes', () => {
  expect(xmlMistake('<g class="a"><title>a &amp; b</title><path d="M0 0"/></g>')).toBeUndefined()
})

test.each([
  ['<g><path></g>', '</g> ends <path>'],
  ['<g>a & b</g>', 'a bare &'],
  ['<g>a < b</g>', 'a bare <'],
  ['<g x="1" x="2"/>', 'an attribute twice'],
  ['<g x=1/>', 'a bare <'],
  ['<g><g></g>', '<g> without end'],
])('%s does not', (markup, mistake) => {
  expect(xmlMistake(markup)).toContain(mistake)
})
