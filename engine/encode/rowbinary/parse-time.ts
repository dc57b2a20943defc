// Reads dates and times from text, strictly: a day that the calendar has not (30 February) is no date.

const dayMs = 86_400_000
const dayPattern = /^(\d{4})-(\d\d)-(\d\d)$/
const timePattern =
  /^(\d{4}-\d\d-\d\d)[T ]([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.(\d{1,9}))?(Z|([+-])([01]\d|2[0-3]):?([0-5]\d))?$/

export interface ParsedTime {
  /** Whole seconds since 1970-01-01 00:00:00 UTC, rounded down. */
  readonly seconds: number
  /** What comes on top, from 0 to 999,999,999. */
  readonly nanoseconds: number
}

/** Days since 1970-01-01 of `YYYY-MM-DD`, or undefined when it is not one. */
export function parseDay(text: string): number | undefined {
  const [, year, month, day] = (dayPattern.exec(text) ?? []).map(Number)
  if (year === undefined || month === undefined || day === undefined) return undefined
  // A day past the month's end would be one of the next month. setUTCFullYear, because Date.UTC takes the years 0 to 99 for 1900 to 1999.
  const date = new Date(new Date(0).setUTCFullYear(year, month - 1, day))
  return date.getUTCMonth() === month - 1 ? date.getTime() / dayMs : undefined
}

/**
 * The moment that `YYYY-MM-DD hh:mm:ss[.fraction][Z or ±hh:mm]` names (`T` may stand for the blank), or undefined when it
 * is not of that form. Without an offset it is read as UTC, if `isUtc` says that it may be; else it names no moment.
 */
export function parseTime(text: string, isUtc: boolean): ParsedTime | undefined {
  const match = timePattern.exec(text)
  if (match === null) return undefined
  const [, day = '', hour, minute, second, fraction = '', zone, sign, offsetHour = 0, offsetMinute = 0] = match
  const days = parseDay(day)
  if (days === undefined || (zone === undefined && !isUtc)) return undefined
  const offsetSeconds = (sign === '-' ? -1 : 1) * (Number(offsetHour) * 3600 + Number(offsetMinute) * 60)
  const seconds = days * 86_400 + Number(hour) * 3600 + Number(minute) * 60 + Number(second) - offsetSeconds
  return { seconds, nanoseconds: Number(fraction.padEnd(9, '0')) }
}
