// How numbers of a dataset file are spread, in the units that people write: numbers, durations or times.
import { z } from 'zod'

const durationRule = 'must be a duration such as 250ms, 90s, 15m, 1.5h or 30d'

/** `90s`, `1.5h`: a number and its unit. */
export const duration = z
  .string(durationRule)
  .regex(/^\d+(?:\.\d+)?(?:ms|s|m|h|d)$/, durationRule)
  .meta({ id: 'Duration' })
/** A day, or a moment with its zone. */
export const moment = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })], {
    error: 'must be a day such as 2024-01-31, or a time such as 2024-01-31T12:00:00Z',
  })
  .meta({ id: 'Moment' })
export const share = z.number().min(0).max(1).meta({ id: 'Share', description: 'Between 0 and 1' })

const ranks = {
  count: z.int().min(1).meta({ description: 'How many different values' }),
  first: z.number().default(1).meta({ description: 'The smallest of them, which comes most often' }),
}

/** One entry for each way in which values of `unit` can be spread; `width` is what lies between two of them. */
export function spreads<Unit extends z.ZodType, Width extends z.ZodType>(unit: Unit, width: Width) {
  return {
    uniform: { from: z.literal('uniform'), min: unit, max: unit },
    normal: {
      from: z.literal('normal'),
      mean: unit,
      deviation: width.meta({ description: 'Standard deviation' }),
      min: unit.optional(),
      max: unit.optional(),
    },
    logNormal: {
      from: z.literal('log-normal'),
      median: unit.meta({ description: 'Half of the values lie below' }),
      sigma: z
        .number()
        .positive()
        .meta({ description: 'Standard deviation of the logarithm: 0.5 is narrow, 2 is wide' }),
      max: unit.meta({ description: 'Larger ones become this' }),
    },
    quantiles: {
      from: z.literal('quantiles'),
      points: z
        .array(z.tuple([share, unit]))
        .min(2)
        .meta({
          description:
            '[share, value], both rising, from share 0 to share 1: that share of the rows lies below the value',
        }),
    },
  }
}

export const rankSpreads = {
  zipf: {
    from: z.literal('zipf'),
    ...ranks,
    exponent: z
      .number()
      .positive()
      .max(10)
      .default(1)
      .meta({ description: 'The n-th value comes 1 / n^exponent as often as the first' }),
  },
  power: {
    from: z.literal('power'),
    ...ranks,
    skew: z
      .union([z.literal(2), z.literal(3), z.literal(4)])
      .meta({ description: 'count · u^skew for an even u: cheaper to draw than zipf' }),
  },
}

function spreadOf<Unit extends z.ZodType>(unit: Unit) {
  const { uniform, normal, logNormal, quantiles } = spreads(unit, unit)
  return z.discriminatedUnion('from', [
    z.strictObject(uniform),
    z.strictObject(normal),
    z.strictObject(logNormal),
    z.strictObject(quantiles),
  ])
}

export const durationSpread = spreadOf(duration).meta({ id: 'DurationSpread' })
export const countSpread = spreadOf(z.number().min(0)).meta({ id: 'CountSpread' })
export type CountSpread = z.output<typeof countSpread>
