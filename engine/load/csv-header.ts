// The first line of CSV, if it names columns.
import { scanCsv } from './cut/scan-csv.ts'
import { BadFileError } from './bad-file-error.ts'

export interface CsvHead {
  /** Columns in the order of the fields; undefined: without a header, all of the table. */
  readonly columns: readonly string[] | undefined
  /** Bytes before the first row. */
  readonly byteCount: number
}

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf])
export const headBytesMax = 1_048_576

/** `isHeader`: as it was said; undefined: it is one when at least half of its fields are columns of the table. */
export function csvHead(firstBytes: Buffer, isHeader: boolean | undefined, tableColumns: readonly string[]): CsvHead {
  const markBytes = firstBytes.subarray(0, byteOrderMark.byteLength).equals(byteOrderMark)
    ? byteOrderMark.byteLength
    : 0
  const bytes = firstBytes.subarray(markBytes)
  const none = { columns: undefined, byteCount: markBytes }
  if (isHeader === false || bytes.byteLength === 0) return none
  const { end } = scanCsv(bytes, 1)
  const lineBytes = end === 0 ? bytes.byteLength : end
  const names = fields(bytes.toString('utf8', 0, lineBytes))
  const known = names.filter((name) => tableColumns.includes(name))
  if (isHeader === undefined && known.length * 2 < names.length) return none
  const unknown = names.filter((name) => !tableColumns.includes(name))
  if (unknown.length > 0) {
    throw new BadFileError(`its header names columns that the table has not: ${unknown.join(', ')}`)
  }
  const repeated = names.find((name, i) => names.indexOf(name) !== i)
  if (repeated !== undefined) throw new BadFileError(`its header names column ${repeated} twice`)
  return { columns: names, byteCount: markBytes + lineBytes }
}

function fields(line: string): string[] {
  const found: string[] = []
  const pattern = /\s*(?:"((?:[^"]|"")*)"|([^,]*?))\s*(?:,|\r?\n?$)/gy
  for (let match = pattern.exec(line); match !== null; match = pattern.exec(line)) {
    found.push((match[1] ?? match[2] ?? '').replaceAll('""', '"'))
    if (pattern.lastIndex >= line.length) break
  }
  return found
}
