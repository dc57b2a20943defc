// A table in GitHub's Markdown, its columns aligned so that the text can be read as it is.
import type { Table } from './table.ts'

export function markdownTable({ columns, rows }: Table): string {
  const cells = [columns.map(({ name }) => name), ...rows].map((row) => row.map(escapeCell))
  const widths = columns.map((_, index) => Math.max(3, ...cells.map((row) => row[index]?.length ?? 0)))
  const written = cells.map((row) =>
    row.map((text, index) =>
      columns[index]?.isNumeric === true ? text.padStart(widths[index] ?? 0) : text.padEnd(widths[index] ?? 0),
    ),
  )
  const rule = columns.map(({ isNumeric }, index) =>
    isNumeric ? `${'-'.repeat((widths[index] ?? 0) - 1)}:` : '-'.repeat(widths[index] ?? 0),
  )
  const [head = [], ...body] = written
  return [head, rule, ...body].map((row) => `| ${row.join(' | ')} |\n`).join('')
}

function escapeCell(text: string): string {
  return escapeMarkdown(text).replaceAll('|', '\\|').replaceAll(/\s+/g, ' ')
}

/** What would be markup or a tag is text. An underscore within a word is no markup. */
export function escapeMarkdown(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/[\\`*[\]]|(?<!\w)_|_(?!\w)/g, '\\$&')
}
