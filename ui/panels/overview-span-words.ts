// From when to when a table's times go, in words of the viewer's locale and time zone: days, or the time of day of a short span.
import type { TimeSpan } from '../state/time-span.ts'

const shortMs = 2 * 86_400_000

export function overviewSpanWords({ firstMs, lastMs }: TimeSpan, locale?: string, timeZone?: string): string {
  const format = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    ...(lastMs - firstMs < shortMs && { timeStyle: 'short' }),
    timeZone,
  })
  return format.formatRange(firstMs, lastMs)
}
