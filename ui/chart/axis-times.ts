// Labels of a time axis in the viewer's locale and time zone: times of day, and the date where a day begins.
import { hourStyle } from './hour-style.ts'

const dayMs = 86_400_000

interface Place {
  /** The viewer's when it is not given. */
  readonly locale?: string | undefined
  readonly timeZone?: string | undefined
}

/** Makes labels for ticks that are `stepMs` apart, all in epoch milliseconds. */
export function axisTimes({ locale, timeZone }: Place = {}): (ticksMs: readonly number[], stepMs: number) => string[] {
  const format = (options: Intl.DateTimeFormatOptions, forLocale = locale) =>
    new Intl.DateTimeFormat(forLocale, { ...options, timeZone })
  const date = format({ day: 'numeric', month: 'short' })
  const month = format({ month: 'short', year: 'numeric' })
  const hour = hourStyle(locale)
  const minute = format({ hour, minute: '2-digit' })
  const second = format({ hour, minute: '2-digit', second: '2-digit' })
  const timeOfDay = format({ hour: '2-digit', minute: '2-digit', second: '2-digit' }, 'en-GB')

  return (ticksMs, stepMs) =>
    ticksMs.map((tickMs) => {
      if (stepMs >= 28 * dayMs) return month.format(tickMs)
      if (stepMs >= dayMs || timeOfDay.format(tickMs) === '00:00:00') return date.format(tickMs)
      return (stepMs < 60_000 ? second : minute).format(tickMs)
    })
}
