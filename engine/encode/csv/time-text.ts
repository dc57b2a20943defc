// Days and times of day. A time is written as UTC where the column says so; where it has another time zone or none, as Unix
// seconds, which every server reads as the same moment.
import { decimalBytes, putDecimal } from './decimal-text.ts'
import type { NumberText } from './number-text.ts'
import { putDigits } from './put-digits.ts'

const daySeconds = 86_400
const dateBytes = 10
const dateTimeBytes = 19
const msDigits = 3
const [minus, zero, space, colon, point] = [0x2d, 0x30, 0x20, 0x3a, 0x2e]

/** Of days since 1970. */
export function dateText(): NumberText {
  const putDate = datePutter()
  return { lengthBytes: () => dateBytes, put: putDate }
}

/** Of ticks as samplers draw them: of `precision` digits after the second, milliseconds where that is more. */
export function dateTimeText(precision: number, timeZone: string | undefined): NumberText {
  const drawnDigits = Math.min(precision, msDigits)
  const zeros = precision - drawnDigits
  if (timeZone !== 'UTC') {
    return {
      lengthBytes: (ticks) => decimalBytes(ticks, drawnDigits),
      put: (out, offset, ticks) => putDecimal(out, offset, ticks, drawnDigits),
    }
  }
  const perSecond = 10 ** drawnDigits
  const putDate = datePutter()
  const length = dateTimeBytes + (precision > 0 ? 1 + precision : 0)
  return {
    lengthBytes: () => length,
    put(out, offset, ticks) {
      const seconds = Math.floor(ticks / perSecond)
      const day = Math.floor(seconds / daySeconds)
      putDate(out, offset, day)
      out.setUint8(offset + dateBytes, space)
      putTimeOfDay(out, offset + dateBytes + 1, seconds - day * daySeconds)
      if (precision === 0) return
      out.setUint8(offset + dateTimeBytes, point)
      putDigits(out, offset + dateTimeBytes + 1, ticks - seconds * perSecond, drawnDigits)
      for (let i = 0; i < zeros; i++) out.setUint8(offset + dateTimeBytes + 1 + drawnDigits + i, zero)
    },
  }
}

function putTimeOfDay(out: DataView, offset: number, seconds: number): void {
  const minutes = (seconds / 60) | 0
  const hours = (minutes / 60) | 0
  putDigits(out, offset, hours, 2)
  out.setUint8(offset + 2, colon)
  putDigits(out, offset + 3, minutes - hours * 60, 2)
  out.setUint8(offset + 5, colon)
  putDigits(out, offset + 6, seconds - minutes * 60, 2)
}

/** Rows come in the order of their time: the day is most often that of the row before. */
function datePutter(): (out: DataView, offset: number, day: number) => void {
  let known: number | undefined
  let [year, month, dayOfMonth] = [0, 0, 0]
  return (out, offset, day) => {
    if (day !== known) {
      known = day
      const date = new Date(day * daySeconds * 1000)
      ;[year, month, dayOfMonth] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]
    }
    putDigits(out, offset, year, 4)
    out.setUint8(offset + 4, minus)
    putDigits(out, offset + 5, month, 2)
    out.setUint8(offset + 7, minus)
    putDigits(out, offset + 8, dayOfMonth, 2)
  }
}
