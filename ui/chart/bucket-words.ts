// The time that a bucket covers, in words of the viewer's locale and time zone.
import { hourStyle } from './hour-style.ts'

const dayMs = 86_400_000
/** Nobody takes a date for one of another year that lies no further away. */
const nearMs = 300 * dayMs
const formats = new Map<string, Intl.DateTimeFormat>()

interface Place {
  /** The viewer's when it is not given. */
  readonly locale?: string | undefined
  readonly timeZone?: string | undefined
  readonly nowMs?: number
}

/** Days that begin at midnight there are named by their date; all others by their first and last moment, of other years with the year. */
export function bucketWords(startMs: number, intervalMs: number, place: Place = {}): string {
  if (intervalMs === dayMs && timeOfDay(startMs, place) === '00:00') return formatOf('day', place).format(startMs)
  const isOfOtherYear = Math.abs((place.nowMs ?? Date.now()) - startMs) > nearMs
  const kind = intervalMs < 60_000 ? 'second' : isOfOtherYear ? 'farMinute' : 'minute'
  return formatOf(kind, place).formatRange(startMs, startMs + intervalMs)
}

function timeOfDay(atMs: number, { timeZone }: Place): string {
  return formatOf('time', { locale: 'en-GB', timeZone }).format(atMs)
}

const options = {
  day: { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
  minute: { day: 'numeric', month: 'short', minute: '2-digit' },
  farMinute: { day: 'numeric', month: 'short', year: 'numeric', minute: '2-digit' },
  second: { day: 'numeric', month: 'short', minute: '2-digit', second: '2-digit' },
  time: { hour: '2-digit', minute: '2-digit' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

function formatOf(kind: keyof typeof options, { locale, timeZone }: Place): Intl.DateTimeFormat {
  const key = `${kind} ${locale ?? ''} ${timeZone ?? ''}`
  const known = formats.get(key)
  if (known !== undefined) return known
  const hour = kind === 'day' ? undefined : hourStyle(locale)
  const format = new Intl.DateTimeFormat(locale, { hour, ...options[kind], timeZone })
  formats.set(key, format)
  return format
}
