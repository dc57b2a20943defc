// The width of a bucket, `5m` or `1h`, parsed to seconds.
import { z } from 'zod'
import { documentedParam } from './documented-param.ts'

const pattern = /^([1-9]\d{0,5})([smhd])$/
const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 }

export const intervalParam = documentedParam(
  z
    .string()
    .regex(pattern, { error: 'must be a whole number with a unit: 30s, 1m, 5m, 1h, 1d', abort: true })
    .transform((text) => {
      const [, count, unit] = pattern.exec(text) ?? []
      return Number(count) * (unitSeconds[unit ?? 's'] ?? 1)
    }),
  {
    type: 'string',
    pattern: pattern.source,
    description: 'Width of a bucket: 30s, 1m, 5m, 1h, 1d. Buckets are counted from 1970 in UTC.',
  },
)
