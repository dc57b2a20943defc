// A value that its column cannot hold: says the value, the type and what the type takes.
// Whoever knows the column and the line (live ingest, a pool) adds them.
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import type { ColumnValue } from '@millrace/schemas/column/column-value.ts'
import { typeName } from '@millrace/schemas/column/type-name.ts'
import { isList, isMap } from './nested-value.ts'

const shownCharactersMax = 60

export class ColumnValueError extends RangeError {
  /** The column type as ClickHouse writes it; of the innermost part that is wrong, for a nested value. */
  readonly typeName: string
  /** What the type takes, as a noun phrase. */
  readonly rule: string

  constructor(value: ColumnValue, type: ColumnType, rule: string) {
    const name = typeName(type)
    super(`${shown(value)} is not a value of ${shortened(name)}, which takes ${rule}`)
    this.name = 'ColumnValueError'
    this.typeName = name
    this.rule = rule
  }
}

function shown(value: ColumnValue): string {
  if (typeof value === 'string') return JSON.stringify(shortened(value))
  if (typeof value === 'bigint') return `${shortened(String(value))}n`
  if (Object.is(value, -0)) return '-0'
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'an invalid Date' : value.toISOString()
  if (value instanceof Uint8Array) return `Uint8Array(${value.byteLength})`
  if (isMap(value)) return `Map(${value.size})`
  if (isList(value)) return `Array(${value.length})`
  return String(value)
}

function shortened(text: string): string {
  return text.length <= shownCharactersMax ? text : `${text.slice(0, shownCharactersMax)}…`
}
