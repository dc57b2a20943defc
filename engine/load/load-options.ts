// What `millrace load` is asked for, checked: every refusal names the value, the rule and the fix.
import { configError } from '../errors/millrace-error.ts'
import { parseLoadFormat, type LoadFormat } from './load-format.ts'

/** As they are typed; names are those of the make variables. */
export interface RawLoadOptions {
  readonly FILES?: string
  readonly TABLE?: string
  readonly FORMAT?: string
  readonly HEADER?: string
  readonly CHANGED?: string
}

export interface LoadOptions {
  /** Patterns of paths. */
  readonly patterns: readonly string[]
  /** Undefined: that of the configuration. */
  readonly database: string | undefined
  readonly table: string
  /** Undefined: as each file's name says. */
  readonly format: LoadFormat | undefined
  /** Whether CSV starts with the names of the columns. Undefined: seen from the first line. */
  readonly hasHeader: boolean | undefined
  /** Whether a file that has other content than when it was loaded is a new file, all of it. */
  readonly takesChanged: boolean
}

export function parseLoadOptions(raw: RawLoadOptions): LoadOptions {
  const patterns = (raw.FILES ?? '').split(/\s+/).filter((pattern) => pattern !== '')
  if (patterns.length === 0) {
    throw configError(
      'FILES',
      raw.FILES ?? '',
      "it is paths or patterns separated by blanks, such as FILES='dir/*.csv.lz4'",
    )
  }
  const [, database, table] = /^(?:([^.]+)\.)?([^.]+)$/.exec(raw.TABLE ?? 'page_events') ?? []
  if (table === undefined) throw configError('TABLE', raw.TABLE ?? '', 'it is a table, or database.table')
  return {
    patterns,
    database,
    table,
    format: raw.FORMAT === undefined ? undefined : parseLoadFormat(raw.FORMAT),
    hasHeader: yesOrNo('HEADER', raw.HEADER),
    takesChanged: yesOrNo('CHANGED', raw.CHANGED) ?? false,
  }
}

function yesOrNo(name: string, text: string | undefined): boolean | undefined {
  if (text === undefined) return undefined
  if (text !== '0' && text !== '1') throw configError(name, text, 'it may be 0 or 1')
  return text === '1'
}
