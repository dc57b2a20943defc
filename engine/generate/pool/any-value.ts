// Any value that a column type can hold, small and readable: for columns of which nothing is known but their type.
import type { Faker } from '@faker-js/faker'
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import type { ColumnValue } from '@millrace/schemas/column/column-value.ts'

const dayMs = 86_400_000
const manyMax = 4
const nullShare = 0.1
/** From 2020 on, ten years long: in the range of every kind of date. */
const dates = { fromMs: Date.UTC(2020, 0, 1), days: 3650 }

/** Arrays and maps have `length` elements; without it, up to four. */
export function anyValue(type: ColumnType, faker: Faker, length?: number): ColumnValue {
  const any = (of: ColumnType): ColumnValue => anyValue(of, faker)
  const many = <Value>(make: () => Value): Value[] =>
    Array.from({ length: length ?? faker.number.int({ min: 0, max: manyMax }) }, make)
  switch (type.kind) {
    case 'Bool':
      return faker.datatype.boolean()
    case 'Float32':
    case 'Float64':
      return Math.fround(faker.number.float({ min: 0, max: 1000, fractionDigits: 2 }))
    case 'UUID':
      return faker.string.uuid()
    case 'String':
      return faker.lorem.word()
    case 'FixedString':
      return faker.string.alphanumeric(type.lengthBytes)
    case 'Date':
    case 'Date32':
    case 'DateTime':
    case 'DateTime64':
      return new Date(dates.fromMs + faker.number.int({ min: 0, max: dates.days }) * dayMs)
    case 'Decimal32':
    case 'Decimal64':
    case 'Decimal128':
    case 'Decimal256':
      return BigInt(faker.number.int({ min: 0, max: 999 })) // in units of its last digit
    case 'Enum8':
    case 'Enum16':
      return faker.helpers.arrayElement(Object.keys(type.values))
    case 'IPv4':
      return faker.internet.ipv4()
    case 'IPv6':
      return faker.internet.ipv6()
    case 'Nullable':
      return faker.datatype.boolean(nullShare) ? null : any(type.inner)
    case 'LowCardinality':
      return any(type.inner)
    case 'Array':
      return many(() => any(type.inner))
    case 'Tuple':
      return type.elements.map(any)
    case 'Map':
      return new Map(many(() => [any(type.key), any(type.value)] as const))
    default:
      return anyInteger(type.kind, faker)
  }
}

function anyInteger(kind: string, faker: Faker): ColumnValue {
  const value = faker.number.int({ min: 0, max: 100 })
  return /128|256|64/.test(kind) ? BigInt(value) : value
}
