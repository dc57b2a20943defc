// A page's lines as the JSON of its answer, without reading them.
import type { EventLines } from './event-pages.ts'

/** `{ "events": […], "next_cursor" }` */
export function pageJson({ body, nextCursor }: EventLines<string>): string {
  const events = body.slice(0, -1).replaceAll('\n', ',') // a line of JSON has no other line ends
  return `{"events":[${events}],"next_cursor":${JSON.stringify(nextCursor)}}`
}
