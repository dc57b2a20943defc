// Events as JSON Lines, one a line, with a line end after the last: what `GET /events` gives for the same ones.
import type { PageEvent } from '@millrace/schemas/api/answers/page-event.ts'

export function eventsAsJsonLines(events: readonly PageEvent[]): string {
  return events.map((event) => `${JSON.stringify(event)}\n`).join('')
}
