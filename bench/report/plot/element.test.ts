import { expect, test } from 'vitest'
import { element, escapeMarkup } from './element.ts'

test('attributes are escaped, numbers have a decimal', () => {
  expect(element('rect', { class: 'a"b', x: 1.26, y: 3 })).toBe('<rect class="a&quot;b" x="1.3" y="3"/>')
})

test('children stay as they are', () => {
  expect(element('g', {}, element('path', {}), escapeMarkup('a < b & c'))).toBe('<g><path/>a &lt; b &amp; c</g>')
})

test('what cannot be drawn is a mistake', () => {
  expect(() => element('rect', { x: Number.NaN })).toThrow('NaN cannot be drawn')
})
