// Reads CSV as RFC 4180 has it: the rows by the names in the first line.
const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/gy

export function csvRows(text: string): Record<string, string>[] {
  const [names = [], ...rows] = linesOf(text)
  return rows.map((row) =>
    Object.fromEntries(row.map((value, index) => [names[index] ?? `column ${index + 1}`, value])),
  )
}

function linesOf(text: string): string[][] {
  const lines: string[][] = []
  let line: string[] = []
  field.lastIndex = 0
  while (field.lastIndex < text.length) {
    const at = field.lastIndex
    const match = field.exec(text)
    if (match === null) throw new Error(`no CSV at character ${at}: ${text.slice(at, at + 40)}`)
    const [, quoted, plain = '', end] = match
    line.push(quoted?.replaceAll('""', '"') ?? plain)
    if (end === ',') continue
    lines.push(line)
    line = []
  }
  return lines
}
