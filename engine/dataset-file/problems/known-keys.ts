// The keys that a schema has at a place, for what is written there: of a column those of its `from`.
import { z } from 'zod'

/** Undefined where any key may stand, or none. */
export function knownKeys(
  schema: z.core.$ZodType,
  written: unknown,
  path: readonly PropertyKey[],
): string[] | undefined {
  let at = chosen(schema, written)
  let value = written
  for (const key of path) {
    const below = at === undefined ? undefined : schemaOf(at, key)
    value = valueAt(value, key)
    at = below === undefined ? undefined : chosen(below, value)
  }
  return at instanceof z.ZodObject ? Object.keys(at.shape) : undefined
}

export function valueAt(value: unknown, key: PropertyKey): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<PropertyKey, unknown>)[key]
    : undefined
}

/** What stands behind optional parts and defaults, and of several shapes the one that is meant. */
function chosen(schema: z.core.$ZodType, value: unknown): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return chosen(schema.unwrap(), value)
  if (!(schema instanceof z.ZodDiscriminatedUnion)) return schema
  const { discriminator } = schema.def
  const meant = valueAt(value, discriminator)
  return schema.options.find((option) => {
    const is = option instanceof z.ZodObject ? (option.shape as Record<string, unknown>)[discriminator] : undefined
    return is instanceof z.ZodLiteral && is.value === meant
  })
}

function schemaOf(schema: z.core.$ZodType, key: PropertyKey): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodObject) return (schema.shape as Record<PropertyKey, z.core.$ZodType>)[key]
  if (schema instanceof z.ZodRecord) return schema.valueType
  if (schema instanceof z.ZodArray) return schema.element
  return undefined
}
