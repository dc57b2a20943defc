// A column type as ClickHouse writes it, letter for letter as `system.columns` answers it.
import { type ColumnType, decimalDigits } from './column-type.ts'
import { quoteName, quoteString } from './quote-string.ts'

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
      const written = elements.map((element, i) => {
        const name = names?.[i]
        return name === undefined ? typeName(element) : `${elementName(name)} ${typeName(element)}`
      })
      return `Tuple(${written.join(', ')})`
    }
    case 'Map':
      return `Map(${typeName(type.key)}, ${typeName(type.value)})`
    default:
      return type.kind
  }
}

// Words that ClickHouse puts in back quotes though they look like identifiers (found by asking 26.7 for each keyword).
const quotedWords: ReadonlySet<string> = new Set(['all', 'distinct', 'from', 'null', 'select', 'table', 'values'])

function elementName(name: string): string {
  const isPlain = /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !quotedWords.has(name.toLowerCase())
  return isPlain ? name : quoteName(name)
}
