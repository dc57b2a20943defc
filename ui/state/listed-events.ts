// The list of events after its newest page was read again: what is new stands on top, nothing stands there twice, and
// there is no gap: when the page does not reach down to what was listed, the list begins anew with it.
import type { PageEvent } from '@millrace/schemas/api/answers/page-event.ts'
import type { AnswerOf } from '@millrace/schemas/api/route.ts'
import type { eventsPageRoute } from '@millrace/schemas/api/routes.ts'

type EventsPage = AnswerOf<typeof eventsPageRoute>

export interface ListedEvents {
  /** The newest first. */
  readonly events: readonly PageEvent[]
  /** Goes on after the last of them; null when there are no older ones. */
  readonly cursor: string | null
}

/** `countMax` bounds the list: beyond it, it begins anew with the page. */
export function mergedPage(
  listed: ListedEvents,
  { events: page, next_cursor }: EventsPage,
  countMax: number,
): ListedEvents {
  const newest: ListedEvents = { events: page, cursor: next_cursor }
  if (next_cursor === null) return newest // the page is all there is
  const ids = new Set(page.map(({ event_id }) => event_id))
  const lastCommon = listed.events.findLastIndex(({ event_id }) => ids.has(event_id))
  if (lastCommon === -1) return newest
  const older = listed.events.slice(lastCommon + 1)
  if (older.length === 0 || page.length + older.length > countMax) return newest
  return { events: [...page, ...older], cursor: listed.cursor }
}

/** The list with the page that comes after it; an event that moved over the border meanwhile stands there once. */
export function extended(listed: ListedEvents, { events: page, next_cursor }: EventsPage): ListedEvents {
  const ids = new Set(listed.events.map(({ event_id }) => event_id))
  return { events: [...listed.events, ...page.filter(({ event_id }) => !ids.has(event_id))], cursor: next_cursor }
}
