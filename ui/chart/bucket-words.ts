// The time that a bucket covers, in words of the viewer's locale and time zone.
import { hourStyle } from './hour-style.ts'

const dayMs = 86_400_000
const formats = new Map<string, Intl.DateTimeFormat>()

interface Place {
  /** The viewer's when it is not given. */
  readonly locale?: string | undefined
  readonly timeZone?: string | undefined
}

/** Days that begin at midnight there are named by their date; all others by their first and last moment. */
export function bucketWords(startMs: number, intervalMs: number, place: Place = {}): string {
  if (intervalMs === dayMs && timeOfDay(startMs, place) === '00:00') return formatOf('day', place).format(startMs)
  return formatOf(intervalMs < 60_000 ? 'second' : 'minute', place).formatRange(startMs, startMs + intervalMs)
}

function timeOfDay(atMs: number, { timeZone }: Place): string {
  return formatOf('time', { locale: 'en-GB', timeZone }).format(atMs)
}

const options = {
  day: { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
  minute: { day: 'numeric', month: 'short', minute: '2-digit' },
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
