// A parameter as OpenAPI shows it: what is text in the address means a number, a time or an interval.
import type { z } from 'zod'

/** Says how a parameter is documented, whatever its text is parsed to. */
export function documentedParam<Schema extends z.ZodType>(schema: Schema, param: Record<string, unknown>): Schema {
  return schema.meta({ param })
}
