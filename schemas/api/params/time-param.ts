// A point in time: ISO 8601 with Z or an offset, or a day, which means its first moment in UTC. Parsed to epoch milliseconds.
import { z } from 'zod'
import { documentedParam } from './documented-param.ts'

const rule = 'must be a time such as 2026-11-24T12:00:00Z or a day such as 2026-11-24, from 1970 to 2105'
/** No time that the API takes reaches it. */
export const timeMsMax = Date.UTC(2106, 0, 1)

export function timeParam(description: string) {
  return documentedParam(
    z
      .union([z.iso.datetime({ offset: true }), z.iso.date()], { error: rule })
      .transform((text) => Date.parse(text))
      .refine((timeMs) => timeMs >= 0 && timeMs < timeMsMax, { error: rule, abort: true }),
    {
      anyOf: [
        { type: 'string', format: 'date-time' },
        { type: 'string', format: 'date' },
      ],
      description,
    },
  )
}
