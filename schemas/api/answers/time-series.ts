// Events by time, a value for every bucket, empty ones included.
import { z } from 'zod'
import { count } from './count.ts'

export const timeSeries = z.array(
  z.strictObject({
    bucket: z.iso.datetime().describe('Start of the bucket'),
    count,
    counts: z.record(z.string(), count).optional().describe('By value of the column given as `split`'),
  }),
)

export type TimeSeries = z.output<typeof timeSeries>
