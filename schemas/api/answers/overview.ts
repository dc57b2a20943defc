// What everyone wants to know first.
import { z } from 'zod'
import { count } from './count.ts'

export const overview = z.strictObject({
  total_events: count.describe('Events ever taken in'),
  unique_users: count.describe('Different users among them, exact'),
  events_last_hour: count.describe('Events whose time lies in the last 60 minutes'),
})

export type Overview = z.output<typeof overview>
