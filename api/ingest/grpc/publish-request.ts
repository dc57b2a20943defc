// One message of a client: its events as JSON Lines, whichever way it brought them.
import { z } from 'zod'
import { structSchema, structToJson } from './struct-to-json.ts'

const publishRequest = z.object({
  events: z.array(structSchema),
  json_lines: z.instanceof(Uint8Array),
  idempotency_key: z.string(),
})

const newline = 0x0a

export interface ReceivedEvents {
  readonly key: string | undefined
  /** Whole lines, each with its line feed; empty when there are none. */
  readonly lines: readonly Uint8Array[]
}

export function receivedEvents(message: unknown): ReceivedEvents {
  const { events, json_lines: jsonLines, idempotency_key: key } = publishRequest.parse(message)
  const lines: Uint8Array[] = []
  if (events.length > 0) {
    lines.push(Buffer.from(events.map((event) => `${JSON.stringify(structToJson(event))}\n`).join('')))
  }
  if (jsonLines.byteLength > 0) {
    lines.push(jsonLines)
    if (jsonLines.at(-1) !== newline) lines.push(Uint8Array.of(newline))
  }
  return { key: key === '' ? undefined : key, lines }
}
