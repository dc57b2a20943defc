// A column type as ClickHouse writes it, letter for letter as `system.columns` answers it.
import type { ColumnType, DecimalKind } from './column-type.ts'

const decimalDigits: Record<DecimalKind, number> = { Decimal32: 9, Decimal64: 18, Decimal128: 38, Decimal256: 76 }

/** SQL literal of a string: quoted, with backslash and quote escaped. */
export function quoteString(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}

export function typeName(type: ColumnType): string {
  switch (type.kind) {
    case 'FixedString':
      return `FixedString(${type.lengthBytes})`
    case 'DateTime':
      return type.timeZone === undefined ? 'DateTime' : `DateTime(${quoteString(type.timeZone)})`
    case 'DateTime64':
      return type.timeZone === undefined
        ? `DateTime64(${type.precision})`
        : `DateTime64(${type.precision}, ${quoteString(type.timeZone)})`
    case 'Decimal32':
    case 'Decimal64':
    case 'Decimal128':
    case 'Decimal256':
      return `Decimal(${decimalDigits[type.kind]}, ${type.scale})`
    case 'Enum8':
    case 'Enum16': {
      const byCode = Object.entries(type.values).sort(([, a], [, b]) => a - b)
      return `${type.kind}(${byCode.map(([name, code]) => `${quoteString(name)} = ${code}`).join(', ')})`
    }
    case 'Nullable':
    case 'LowCardinality':
    case 'Array':
      return `${type.kind}(${typeName(type.inner)})`
    case 'Tuple': {
      const { elements, names } = type
      return `Tuple(${elements.map((element, i) => [names?.[i], typeName(element)].filter(Boolean).join(' ')).join(', ')})`
    }
    case 'Map':
      return `Map(${typeName(type.key)}, ${typeName(type.value)})`
    default:
      return type.kind
  }
}
