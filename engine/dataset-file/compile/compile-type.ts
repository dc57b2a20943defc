// The type of a column, as it is written in a dataset file.
import { decimalDigits, fixedWidthBytes, type ColumnType } from '@millrace/schemas/column/column-type.ts'
import { parseType } from '@millrace/schemas/column/parse-type.ts'
import { errorMessage } from '../../errors/error-message.ts'
import { nearest } from '../problems/nearest.ts'
import type { Spot } from '../problems/problem.ts'

const withParameters = [
  'String',
  'FixedString',
  'DateTime64',
  'Decimal',
  'Nullable',
  'LowCardinality',
  'Array',
  'Tuple',
  'Map',
] as const
const known: readonly string[] = [...Object.keys(fixedWidthBytes), ...withParameters]
const notMade =
  /^(?:JSON|Object|Variant|Dynamic|AggregateFunction|Nested|Point|Ring|LineString|MultiLineString|Polygon|MultiPolygon|Geometry|QBit|BFloat16|Time|Time64|Interval\w+|Nothing)$/

/** Undefined once it is reported what is wrong with it. */
export function compileType(text: string, spot: Spot): ColumnType | undefined {
  try {
    return parseType(text)
  } catch (error) {
    const decimal = /^Decimal(\d+)\((\d+)\)$/.exec(text)
    if (decimal !== null) {
      const digits = Object.entries(decimalDigits).find(([kind]) => kind === `Decimal${decimal[1] ?? ''}`)?.[1] ?? 76
      spot.report(`did you mean Decimal(${digits}, ${decimal[2] ?? ''})?`)
      return undefined
    }
    const [, name] = /^values of type (\w+) cannot be made$/.exec(errorMessage(error)) ?? []
    spot.report(name === undefined ? errorMessage(error) : unknownType(name))
    return undefined
  }
}

function unknownType(name: string): string {
  if (name === 'Nested') return 'write each of its columns: name.part with the type Array(…)'
  if (notMade.test(name)) {
    return `values of ClickHouse's ${name} cannot be made: leave the column out, and have the table give it a DEFAULT`
  }
  const meant = nearest(name, known)
  return `there is no type ${name}${meant === undefined ? ', as ClickHouse itself writes its types' : `: did you mean ${meant}?`}`
}
