// Rows as people read them in a terminal: aligned under their names, or, where there are too many columns for that, one under
// the other.

export interface ShownColumn {
  readonly name: string
  /** Numbers stand on the right. */
  readonly isNumber: boolean
  readonly texts: readonly string[]
}

const gap = '  '
const cellWidthMin = 8
const escapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** `widthMax`: characters of a line; Infinity cuts nothing. */
export function textTable(columns: readonly ShownColumn[], rowCount: number, widthMax: number): string {
  const plain = columns.map((column) => ({ ...column, texts: column.texts.map(onOneLine) }))
  const isWide = plain.length * (cellWidthMin + gap.length) > widthMax
  return isWide ? vertical(plain, rowCount, widthMax) : aligned(plain, rowCount, widthMax)
}

function aligned(columns: readonly ShownColumn[], rowCount: number, widthMax: number): string {
  const wanted = columns.map(({ name, texts }) => Math.max(name.length, ...texts.map((text) => text.length)))
  const widths = fitted(wanted, widthMax - gap.length * (columns.length - 1))
  const line = (cellOf: (column: ShownColumn) => string): string =>
    columns
      .map((column, i) => {
        const cell = cut(cellOf(column), widths[i] ?? 0)
        return column.isNumber ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)
      })
      .join(gap)
      .trimEnd()
  const rows = Array.from({ length: rowCount }, (_, row) => line(({ texts }) => texts[row] ?? ''))
  return [line(({ name }) => name), ...rows].join('\n')
}

function vertical(columns: readonly ShownColumn[], rowCount: number, widthMax: number): string {
  const nameWidth = Math.max(...columns.map(({ name }) => name.length))
  const rows = Array.from({ length: rowCount }, (_, row) => [
    `row ${row + 1}`,
    ...columns.map(({ name, texts }) => cut(`${gap}${name.padEnd(nameWidth)}${gap}${texts[row] ?? ''}`, widthMax)),
  ])
  return rows.flat().join('\n')
}

/** As wide as wanted; where there is no room for all, the widest ones give way. */
function fitted(wanted: readonly number[], room: number): readonly number[] {
  const total = (limit: number): number => wanted.reduce((sum, width) => sum + Math.min(width, limit), 0)
  let limit = Math.max(...wanted)
  while (limit > cellWidthMin && total(limit) > room) limit--
  return wanted.map((width) => Math.min(width, limit))
}

function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`
}

function onOneLine(text: string): string {
  // eslint-disable-next-line no-control-regex -- what would move the cursor is shown as what it is
  return text.replace(/[\x00-\x1f\x7f]/g, (sign) => escapes[sign] ?? '·')
}
