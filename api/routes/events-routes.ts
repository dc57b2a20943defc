// Routes that give out events themselves, page by page or as a stream. A page is kept only while it is true to the last
// row, so that whoever walks from page to page misses none.
import { eventsPageRoute, eventStreamRoute } from '@millrace/schemas/api/routes.ts'
import { ValidatedReads } from '../cache/validated-reads.ts'
import type { EventLines, EventsQuery } from '../query/event-pages.ts'
import type { EventQueries } from '../query/event-queries.ts'
import { pageJson } from '../query/page-json.ts'
import { jsonAnswer } from './json-answer.ts'
import type { RouteEntry, RouteHandlers } from '../server/http.ts'
import { routeHandler } from './route-handler.ts'

/** Larger pages are neither kept nor, as lines, taken whole. */
const keptEventsMax = 2_000
const revalidated = { 'Cache-Control': 'no-cache' }

/** `intake` answers to POST where events are given out as a stream. */
export function eventsRoutes(
  queries: EventQueries,
  intake: Pick<RouteHandlers, 'POST' | 'bodyBytesMax'>,
): RouteEntry[] {
  const pages = new ValidatedReads<EventLines<string>>(() => queries.version())
  const bodies = new WeakMap<EventLines<string>, string>()
  const kept = (query: EventsQuery): Promise<EventLines<string>> =>
    pages.read(JSON.stringify(query), () => queries.eventLines(query))
  return [
    routeHandler(eventsPageRoute, async (query, request) => {
      const page = await (query.limit > keptEventsMax ? queries.eventLines(query, request.signal) : kept(query))
      const body = bodies.get(page) ?? pageJson(page)
      bodies.set(page, body)
      return jsonAnswer(body, revalidated)
    }),
    withIntake(
      routeHandler(eventStreamRoute, async (query, request) => {
        const { body, nextCursor } = await (query.limit > keptEventsMax
          ? queries.eventStream(query, request.signal)
          : kept(query))
        const cursorHeader = nextCursor === null ? {} : { 'X-Next-Cursor': nextCursor }
        const headers = { 'Content-Type': eventStreamRoute.answer.contentType, ...revalidated, ...cursorHeader }
        return { status: 200, headers, body }
      }),
      intake,
    ),
  ]
}

function withIntake([path, handlers]: RouteEntry, intake: Pick<RouteHandlers, 'POST' | 'bodyBytesMax'>): RouteEntry {
  return [path, { ...handlers, ...intake }]
}
