// A value as people read it: as ClickHouse writes it, times in UTC, and the same for JSON.
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import type { ColumnValue } from '@millrace/schemas/column/column-value.ts'
import { valueText } from '../encode/csv/value-text.ts'
import { encodeValue } from '../encode/rowbinary/encode-value.ts'
import { isList, isMap } from '../encode/rowbinary/nested-value.ts'

/** Digits that a number of JSON keeps. */
const exactDigitsMax = 15

export function shownText(value: ColumnValue, type: ColumnType): string {
  if (value === null) return 'NULL'
  const read = inUtc(type)
  const view = new DataView(encodeValue(value, read).buffer)
  // One character for each byte comes back.
  return Buffer.from(valueText({ view, offset: 0 }, read), 'latin1').toString('utf8')
}

/** Numbers as numbers unless digits would be lost, maps and named tuples as objects. */
export function shownJson(value: ColumnValue, type: ColumnType): unknown {
  if (value === null) return null
  switch (type.kind) {
    case 'Nullable':
    case 'LowCardinality':
      return shownJson(value, type.inner)
    case 'Array':
      return isList(value) ? value.map((each) => shownJson(each, type.inner)) : []
    case 'Map':
      return isMap(value)
        ? Object.fromEntries([...value].map(([key, of]) => [shownText(key, type.key), shownJson(of, type.value)]))
        : {}
    case 'Tuple': {
      const elements = isList(value) ? type.elements.map((of, i) => shownJson(value[i] ?? null, of)) : []
      return type.names === undefined ? elements : Object.fromEntries(type.names.map((name, i) => [name, elements[i]]))
    }
    default:
      return scalarJson(shownText(value, type), type)
  }
}

function scalarJson(text: string, { kind }: ColumnType): unknown {
  if (kind === 'Bool') return text === 'true'
  if (!/^(?:U?Int|Float|Decimal)/.test(kind)) return text
  const number = Number(text)
  const isExact = kind.startsWith('Float') ? Number.isFinite(number) : text.replace(/\D/g, '').length <= exactDigitsMax
  return isExact ? number : text
}

/** Of a time that says no zone, or another one, ClickHouse would take seconds. */
function inUtc(type: ColumnType): ColumnType {
  switch (type.kind) {
    case 'DateTime':
    case 'DateTime64':
      return { ...type, timeZone: 'UTC' }
    case 'Nullable':
    case 'LowCardinality':
    case 'Array':
      return { ...type, inner: inUtc(type.inner) }
    case 'Tuple':
      return { ...type, elements: type.elements.map(inUtc) }
    case 'Map':
      return { ...type, key: inUtc(type.key), value: inUtc(type.value) }
    default:
      return type
  }
}
