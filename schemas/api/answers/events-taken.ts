// What `POST /events` answers: how many events are durably staged, and why the others are not.
import { z } from 'zod'

const count = z.int().min(0)

const rejectedEvent = z.strictObject({
  line: z.int().min(1).describe('Number of the line, or of the element of an array, from 1 on'),
  field: z.string().optional().describe('Not there when the whole event is at fault'),
  reason: z.string(),
})

export const eventsTaken = z.strictObject({
  accepted: count,
  rejected: z.array(rejectedEvent).describe('The first 10,000 of those that were not taken'),
  rejected_total: count,
})
