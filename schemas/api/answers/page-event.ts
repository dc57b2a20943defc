// A page event as the API gives it out.
import { z } from 'zod'
import { count } from './count.ts'

export const pageEvent = z.strictObject({
  event_id: z.guid(),
  ts: z.iso.datetime({ precision: 3 }),
  event_type: z.string(),
  user_id: z.number().min(0).describe('Whole; above 2⁵³ − 1 read it with a parser that keeps the digits'),
  session_id: z.guid(),
  url: z.string(),
  referrer: z.string(),
  country: z.string(),
  device: z.string(),
  duration_ms: count,
  metadata: z.record(z.string(), z.string()),
})

export type PageEvent = z.output<typeof pageEvent>
