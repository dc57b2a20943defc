// A table as plain text, for a console: columns as wide as their cells.
import type { Table } from './table.ts'

export function textTable({ columns, rows }: Table): string {
  const cells = [columns.map(({ name }) => name), ...rows]
  const widths = columns.map((_, index) => Math.max(...cells.map((row) => row[index]?.length ?? 0)))
  return cells
    .map((row) => {
      const padded = row.map((text, index) =>
        columns[index]?.isNumeric === true ? text.padStart(widths[index] ?? 0) : text.padEnd(widths[index] ?? 0),
      )
      return `${padded.join('  ').trimEnd()}\n`
    })
    .join('')
}
