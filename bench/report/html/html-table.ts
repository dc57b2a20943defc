// A table in HTML that scrolls by itself where it is wider than the page.
import { element, escapeMarkup } from '../plot/element.ts'
import type { Table } from '../tables/table.ts'

/** `caption` is read out, and not shown: a heading stands above already. */
export function htmlTable({ columns, rows }: Table, caption: string): string {
  const alignment = (index: number) => (columns[index]?.isNumeric === true ? { class: 'number' } : {})
  const head = columns.map(({ name }, index) =>
    element('th', { scope: 'col', ...alignment(index) }, escapeMarkup(name)),
  )
  const body = rows.map((row) => {
    const cells = row.map((text, index) =>
      index === 0
        ? element('th', { scope: 'row' }, escapeMarkup(text))
        : element('td', alignment(index), escapeMarkup(text)),
    )
    return element('tr', {}, ...cells)
  })
  return element(
    'div',
    { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption },
    element(
      'table',
      {},
      element('caption', { class: 'sr-only' }, escapeMarkup(caption)),
      element('thead', {}, element('tr', {}, ...head)),
      element('tbody', {}, ...body),
    ),
  )
}
