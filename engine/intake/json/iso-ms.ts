// Reads the form of time that programs write, `2026-01-31T12:34:56.789Z`, without a regular expression.

const lengthWithMs = 24
const lengthWithoutMs = 20
const dayMs = 86_400_000

// Events come in the order of time: the day of one is most often the day of the one before.
let knownYear = NaN
let knownMonth = NaN
let knownDay = NaN
let knownDayMs = NaN

/** Unix milliseconds, or undefined when the text is of another form: it may still name a time. */
export function isoMs(text: string): number | undefined {
  const { length } = text
  if ((length !== lengthWithMs && length !== lengthWithoutMs) || text.charCodeAt(length - 1) !== 0x5a) return undefined
  if (text.charCodeAt(4) !== 0x2d || text.charCodeAt(7) !== 0x2d || text.charCodeAt(10) !== 0x54) return undefined
  if (text.charCodeAt(13) !== 0x3a || text.charCodeAt(16) !== 0x3a) return undefined
  if (length === lengthWithMs && text.charCodeAt(19) !== 0x2e) return undefined
  const hour = twoDigits(text, 11)
  const minute = twoDigits(text, 14)
  const second = twoDigits(text, 17)
  const ms = length === lengthWithMs ? twoDigits(text, 20) * 10 + digit(text, 22) : 0
  const startOfDayMs = dayStartMs(twoDigits(text, 0) * 100 + twoDigits(text, 2), twoDigits(text, 5), twoDigits(text, 8))
  if (!(hour < 24 && minute < 60 && second < 60 && ms < 1000)) return undefined
  const moment = startOfDayMs + hour * 3_600_000 + minute * 60_000 + second * 1000 + ms
  return Number.isNaN(moment) ? undefined : moment
}

/** NaN for a day that the calendar has not. */
function dayStartMs(year: number, month: number, day: number): number {
  if (year === knownYear && month === knownMonth && day === knownDay) return knownDayMs
  if (!(year >= 100)) return NaN // Date.UTC takes the years 0 to 99 for 1900 to 1999
  const startMs = Date.UTC(year, month - 1, day)
  if (new Date(startMs).getUTCMonth() !== month - 1 || startMs % dayMs !== 0) return NaN
  ;[knownYear, knownMonth, knownDay, knownDayMs] = [year, month, day, startMs]
  return startMs
}

function twoDigits(text: string, at: number): number {
  return digit(text, at) * 10 + digit(text, at + 1)
}

function digit(text: string, at: number): number {
  const value = text.charCodeAt(at) - 0x30
  return value >= 0 && value <= 9 ? value : NaN
}
