// A page of events, and the cursor of the next one.
import { z } from 'zod'
import { pageEvent } from './page-event.ts'

export const eventsPage = z.strictObject({
  events: z.array(pageEvent),
  next_cursor: z
    .string()
    .nullable()
    .describe('Give it as `cursor` for the events after these; null when there are none yet'),
})
