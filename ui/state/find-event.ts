// Finds an event by its id and the millisecond of its time: the API lists events by time, and has no question for an id.
import type { PageEvent } from '@millrace/schemas/api/answers/page-event.ts'
import { eventsPageRoute } from '@millrace/schemas/api/routes.ts'
import type { Answered, ApiClient } from '../connect/api-client.ts'

const pageCount = 1000
/** Of one millisecond: more events than a table takes in that time. */
const pagesMax = 20

/** The value is undefined when there is no such event. Rejects as `ApiClient.get` does. */
export async function findEvent(
  client: ApiClient,
  { eventId, atMs }: { readonly eventId: string; readonly atMs: number },
  signal: AbortSignal,
): Promise<Answered<PageEvent | undefined>> {
  const millisecond = { from: new Date(atMs).toISOString(), to: new Date(atMs + 1).toISOString(), limit: pageCount }
  let cursor: string | undefined
  let age = { isStale: false, ageSeconds: 0 }
  for (let page = 0; page < pagesMax; page++) {
    const { value, ...answered } = await client.get(eventsPageRoute, { ...millisecond, cursor }, signal)
    const found = value.events.find(({ event_id }) => event_id === eventId)
    if (found !== undefined) return { value: found, ...answered }
    age = answered
    if (value.next_cursor === null || value.events.length === 0) break
    cursor = value.next_cursor
  }
  return { value: undefined, ...age }
}
