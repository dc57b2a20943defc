// What everyone wants to know first.
import { z } from 'zod'
import { count } from './count.ts'

export const overview = z.strictObject({
  total_events: count.describe('Events ever taken in'),
  unique_users: count.describe('Different users among them, exact'),
  events_last_hour: count.describe('Events whose time lies in the last 60 minutes'),
})

export type Overview = z.output<typeof overview>

/** Of any dataset: what it has no column for is null. That of the live events has all of them. */
export const anyOverview = z.strictObject({
  total_events: count.describe('Rows ever taken in'),
  unique_users: count.nullable().describe('Different users among them, exact; null when its rows have no user'),
  events_last_hour: count
    .nullable()
    .describe('Rows whose time lies in the last 60 minutes; null when they have no time, or only days'),
})

export type AnyOverview = z.output<typeof anyOverview>
