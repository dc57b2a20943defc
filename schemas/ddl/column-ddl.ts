// A column as it stands in CREATE TABLE.
import { quoteName, quoteString } from '../column/quote-string.ts'

export interface DdlColumn {
  readonly name: string
  /** As ClickHouse writes it. */
  readonly type: string
  readonly comment?: string | undefined
  readonly codec?: string | undefined
}

/** All of them, in parentheses, one on a line. */
export function columnsDdl(columns: readonly DdlColumn[]): string {
  const lines = columns.map(({ name, type, comment, codec }) =>
    [
      `  ${quoteName(name)} ${type}`,
      ...(comment === undefined ? [] : [`COMMENT ${quoteString(comment)}`]),
      ...(codec === undefined ? [] : [`CODEC(${codec})`]),
    ].join(' '),
  )
  return `(\n${lines.join(',\n')}\n)`
}
