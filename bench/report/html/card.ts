// A part of the page: a heading, what a reader has to know, and what there is to see.
import { element, escapeMarkup } from '../plot/element.ts'

/** Empty without content. */
export function card(title: string, explanation: string, ...content: readonly string[]): string {
  if (content.join('') === '') return ''
  return element(
    'section',
    { class: 'card' },
    element('h2', {}, escapeMarkup(title)),
    explanation === '' ? '' : element('p', { class: 'explanation' }, escapeMarkup(explanation)),
    ...content,
  )
}
