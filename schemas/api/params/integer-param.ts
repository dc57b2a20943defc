// A whole number given as text.
import { z } from 'zod'
import { documentedParam } from './documented-param.ts'

/** Digits only: no sign, no point, no exponent. `whenAbsent` is what it is when it is not given. */
export function integerParam(minimum: number, maximum: number, whenAbsent: number, description: string) {
  const rule = `must be a whole number from ${minimum} to ${maximum}`
  const schema = z
    .string()
    .regex(/^\d{1,15}$/, rule)
    .transform(Number)
    .refine((value) => value >= minimum && value <= maximum, { error: rule, abort: true })
    .default(whenAbsent)
  return documentedParam(schema, { type: 'integer', minimum, maximum, default: whenAbsent, description })
}
