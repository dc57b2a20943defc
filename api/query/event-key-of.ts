// Time and id of an event from its line of JSON.
import type { EventDataset } from '@millrace/schemas/dataset/dataset.ts'
import { z } from 'zod'
import type { EventKey } from './cursor.ts'

const line = z.record(z.string(), z.unknown())

export function eventKeyOf({ roles }: EventDataset, text: string): EventKey {
  const event = line.parse(JSON.parse(text))
  const timeMs = Date.parse(z.string().parse(event[roles.time]))
  return { timeMs, id: String(z.union([z.string(), z.int()]).parse(event[roles.id])) }
}
