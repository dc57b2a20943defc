// Columns on top of each other: each is itself and all before it.

/** `columns` are of one length; what is given stays as it is. */
export function stacked(columns: readonly (readonly number[])[]): number[][] {
  let below: readonly number[] = []
  return columns.map((column) => {
    const top = column.map((value, index) => value + (below[index] ?? 0))
    below = top
    return top
  })
}
