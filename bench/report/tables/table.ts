// A table before anyone has decided how it is written: in Markdown, in HTML, on a console.

interface Column {
  readonly name: string
  /** Numbers stand to the right. */
  readonly isNumeric: boolean
}

export interface Table {
  readonly columns: readonly Column[]
  /** As many cells as there are columns. */
  readonly rows: readonly (readonly string[])[]
}

/** Columns by their names; those of `numbers` are numeric. */
export function tableOf(
  texts: readonly string[],
  numbers: readonly string[],
  rows: readonly (readonly string[])[],
): Table {
  const columns = [
    ...texts.map((name) => ({ name, isNumeric: false })),
    ...numbers.map((name) => ({ name, isNumeric: true })),
  ]
  const odd = rows.find((row) => row.length !== columns.length)
  if (odd !== undefined) throw new RangeError(`${odd.length} cells for ${columns.length} columns: ${odd.join(', ')}`)
  return withoutEmptyColumns({ columns, rows })
}

/** What nobody could measure needs no column. */
function withoutEmptyColumns({ columns, rows }: Table): Table {
  const isKept = (index: number): boolean => rows.some((row) => row[index] !== '')
  return {
    columns: columns.filter((_, index) => isKept(index)),
    rows: rows.map((row) => row.filter((_, index) => isKept(index))),
  }
}
