// Filters on the columns of page events, the same for every route that takes them.
import { z } from 'zod'
import { documentedParam } from './documented-param.ts'

const userIdMax = 2n ** 64n - 1n
const userIdRule = `must be a whole number from 0 to ${userIdMax}`
const textCharactersMax = 2048

const text = (description: string) =>
  documentedParam(z.string().max(textCharactersMax, `must have at most ${textCharactersMax} characters`), {
    type: 'string',
    maxLength: textCharactersMax,
    description,
  })

export const filterParams = {
  event_type: text('Only events of this type').optional(),
  /** Kept as digits: it may be larger than a safe integer. */
  user_id: documentedParam(
    z
      .string()
      .regex(/^\d{1,20}$/, { error: userIdRule, abort: true })
      .refine((digits) => BigInt(digits) <= userIdMax, userIdRule),
    { type: 'integer', minimum: 0, description: 'Only events of this user; up to 2⁶⁴ − 1' },
  ).optional(),
  url: text('Only events on this page').optional(),
  referrer: text('Only events that came from this page; empty: direct ones').optional(),
  country: text('Only events from this country, ISO 3166-1 alpha-2').optional(),
  device: text('Only events on this kind of device').optional(),
}

export type FilterColumn = keyof typeof filterParams

export const filterColumns = Object.keys(filterParams) as readonly FilterColumn[] // an object's own keys are its type's

/** What is asked for, by column; a column that is not there is not filtered. */
export type Filters = Readonly<Partial<Record<FilterColumn, string | undefined>>>
