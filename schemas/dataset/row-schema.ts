// Rows of a dataset as they come in from outside: the Zod schema that checks them, and their type, both derived from the
// definition. What passes is what the RowBinary writers take.
import { z } from 'zod'
import type { ColumnType } from '../column/column-type.ts'
import type { ValueOf } from '../column/value-of.ts'
import type { DatasetDefinition } from './dataset.ts'

export type RowOf<Definition extends DatasetDefinition> = {
  readonly [Column in Definition['columns'][number] as Column['name']]: ValueOf<Column['type']>
}

const integerBits = /^U?Int(\d+)$/

/** Every column is needed, and no other may be there. */
export function rowSchema<const Definition extends DatasetDefinition>(
  definition: Definition,
): z.ZodType<RowOf<Definition>> {
  const shape = Object.fromEntries(definition.columns.map(({ name, type }) => [name, valueSchema(type)]))
  // The compiler cannot follow the mapping from the list of columns to the shape; the test compares both.
  return z.strictObject(shape) as unknown as z.ZodType<RowOf<Definition>>
}

function valueSchema(type: ColumnType): z.ZodType {
  switch (type.kind) {
    case 'Bool':
      return z.boolean()
    case 'Float32':
    case 'Float64':
      return z.number()
    case 'UUID':
      return z.guid()
    case 'String':
      return z.string()
    case 'FixedString':
      return z.string().refine((text) => new TextEncoder().encode(text).byteLength <= type.lengthBytes, {
        error: `must be at most ${type.lengthBytes} bytes`,
      })
    case 'Date':
    case 'Date32':
      return z.iso.date()
    case 'DateTime':
    case 'DateTime64':
      return z.iso.datetime({ offset: true })
    case 'Decimal32':
    case 'Decimal64':
    case 'Decimal128':
    case 'Decimal256':
      return z.union([z.string(), z.number().transform(String)]).pipe(
        z.string().regex(new RegExp(`^-?\\d+(\\.\\d{1,${Math.max(1, type.scale)}})?$`), {
          error: `must be a decimal number with at most ${type.scale} digits after the point`,
        }),
      )
    case 'Enum8':
    case 'Enum16':
      return z.enum(Object.keys(type.values))
    case 'IPv4':
      return z.ipv4()
    case 'IPv6':
      return z.ipv6()
    case 'Nullable':
      return valueSchema(type.inner).nullable()
    case 'LowCardinality':
      return valueSchema(type.inner)
    case 'Array':
      return z.array(valueSchema(type.inner))
    case 'Tuple':
      return z
        .array(z.unknown())
        .length(type.elements.length)
        .transform((values, context) => type.elements.map((element, i) => parseNested(element, values[i], i, context)))
    case 'Map':
      return z.record(z.string(), valueSchema(type.value)).transform((entries) => new Map(Object.entries(entries)))
    default:
      return integerSchema(type.kind)
  }
}

function parseNested(type: ColumnType, value: unknown, index: number, context: z.RefinementCtx): unknown {
  const parsed = valueSchema(type).safeParse(value)
  if (parsed.success) return parsed.data
  for (const { message } of parsed.error.issues) context.addIssue({ code: 'custom', message, path: [index] })
  return z.NEVER
}

/** Up to 32 bits: a number. Wider: a bigint, from a safe integer or from decimal digits. */
function integerSchema(kind: string): z.ZodType {
  const bits = BigInt(integerBits.exec(kind)?.[1] ?? 8)
  const [min, max] = kind.startsWith('U') ? [0n, (1n << bits) - 1n] : [-(1n << (bits - 1n)), (1n << (bits - 1n)) - 1n]
  if (bits <= 32n) return z.int().min(Number(min)).max(Number(max))
  return z
    .union([z.int(), z.string().regex(/^-?\d{1,78}$/, { error: 'must be a whole number' })])
    .transform(BigInt)
    .refine((value) => value >= min && value <= max, { error: `must be from ${min} to ${max}` })
}
