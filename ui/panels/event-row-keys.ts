// Which row a key leads to; none when the key means nothing to the list.
const rowsPerPage = 10

export function rowAfterKey(key: string, index: number, rowCount: number): number | undefined {
  if (rowCount === 0) return undefined
  const to = (row: number) => Math.min(Math.max(row, 0), rowCount - 1)
  switch (key) {
    case 'j':
    case 'ArrowDown':
      return to(index + 1)
    case 'k':
    case 'ArrowUp':
      return to(index - 1)
    case 'PageDown':
      return to(index + rowsPerPage)
    case 'PageUp':
      return to(index - rowsPerPage)
    case 'Home':
      return 0
    case 'End':
      return rowCount - 1
    default:
      return undefined
  }
}
