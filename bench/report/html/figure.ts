// A plot with its heading.
import { element, escapeMarkup } from '../plot/element.ts'

/** What the colours stand for, by their classes. */
export type Key = readonly (readonly [name: string, words: string])[]

/** `note`: what is to be said beside the heading. */
export function figure(heading: string, plot: string, key: Key = [], note = ''): string {
  const entries = key.map(([name, words]) =>
    element('span', { class: 'entry' }, element('i', { class: `swatch ${name}` }, ''), escapeMarkup(words)),
  )
  const words = element('span', { class: 'heading' }, escapeMarkup(heading))
  const said = note === '' ? '' : element('span', { class: 'entry' }, escapeMarkup(note))
  return element('figure', {}, element('figcaption', {}, words, said, ...entries), plot)
}
