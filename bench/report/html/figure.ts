// A plot with its heading.
import { element, escapeMarkup } from '../plot/element.ts'

/** `key`: what the colours stand for, by their classes. */
export function figure(
  heading: string,
  plot: string,
  key: readonly (readonly [name: string, words: string])[] = [],
): string {
  const entries = key.map(([name, words]) =>
    element('span', { class: 'entry' }, element('i', { class: `swatch ${name}` }, ''), escapeMarkup(words)),
  )
  const words = element('span', { class: 'heading' }, escapeMarkup(heading))
  return element('figure', {}, element('figcaption', {}, words, ...entries), plot)
}
