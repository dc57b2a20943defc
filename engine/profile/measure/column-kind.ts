// How a column can be measured: as numbers, as times, as texts, or only by how often its values come.
import { bareType } from '@millrace/schemas/column/bare-type.ts'
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import { quoteName } from '@millrace/schemas/column/quote-string.ts'
import { tickScale } from '../../generate/column/tick-scale.ts'

type MeasureKind = 'number' | 'time' | 'text' | 'uuid' | 'address' | 'named' | 'many' | 'other'

const dayMs = 86_400_000

export function measureKind(type: ColumnType): MeasureKind {
  const { kind } = bareType(type)
  switch (kind) {
    case 'Date':
    case 'Date32':
    case 'DateTime':
    case 'DateTime64':
      return 'time'
    case 'String':
    case 'FixedString':
      return 'text'
    case 'UUID':
      return 'uuid'
    case 'IPv4':
    case 'IPv6':
      return 'address'
    case 'Bool':
    case 'Enum8':
    case 'Enum16':
      return 'named'
    case 'Array':
    case 'Map':
      return 'many'
    case 'Tuple':
    case 'Nullable':
    case 'LowCardinality':
      return 'other'
    default:
      return 'number'
  }
}

/** SQL of a value as a number: of times, Unix milliseconds. */
export function numberSql(name: string, type: ColumnType): string {
  const column = quoteName(name)
  switch (bareType(type).kind) {
    case 'Date':
    case 'Date32':
      return `toFloat64(toInt32(${column})) * ${dayMs}`
    case 'DateTime':
      return `toFloat64(toUnixTimestamp(${column})) * 1000`
    case 'DateTime64':
      return `toFloat64(toUnixTimestamp64Milli(${column}))`
    default:
      return `toFloat64(${column})`
  }
}

/** Milliseconds between one value of a time's type and the next, as far as the generator makes them. */
export function resolutionMs(type: ColumnType): number {
  return tickScale(bareType(type))?.divisor ?? 1000
}

/** What lies between one number of the type and the next; 0 where there is no such thing. */
export function stepOf(type: ColumnType): number {
  const bare = bareType(type)
  if ('scale' in bare) return 10 ** -bare.scale
  return bare.kind === 'Float32' || bare.kind === 'Float64' ? 0 : 1
}

const exactPrecisionMax = 6

/** Whether the ticks of a time since 1970 are more than a number can count: it can only be had from the row's time. */
export function isTooFine(type: ColumnType): boolean {
  const bare = bareType(type)
  return bare.kind === 'DateTime64' && bare.precision > exactPrecisionMax
}
