// Writers of Date (UInt16) and Date32 (Int32): days since 1970-01-01.
import type { ColumnTypeOf } from '@millrace/schemas/column/column-type.ts'
import type { ColumnValue } from '@millrace/schemas/column/column-value.ts'
import { type ByteSink, ensureBytes } from './byte-sink.ts'
import { ColumnValueError } from './column-value-error.ts'
import { parseDay } from './parse-time.ts'

const dayMs = 86_400_000
const daysMax = 65_535 // 2149-06-06
const days32Min = -25_567 // 1900-01-01
const days32Max = 120_529 // 2299-12-31

/** Takes text `YYYY-MM-DD`, a Date (its day in UTC) or a number of days since 1970-01-01. */
export function writeDate(sink: ByteSink, value: ColumnValue, type: ColumnTypeOf<'Date'>): void {
  const days = daysOf(value)
  if (days === undefined || days < 0 || days > daysMax)
    throw new ColumnValueError(value, type, 'a day from 1970-01-01 to 2149-06-06: text, a Date or the days since 1970')
  ensureBytes(sink, 2)
  sink.view.setUint16(sink.usedBytes, days, true)
  sink.usedBytes += 2
}

/** Takes what Date takes, in a wider range. */
export function writeDate32(sink: ByteSink, value: ColumnValue, type: ColumnTypeOf<'Date32'>): void {
  const days = daysOf(value)
  if (days === undefined || days < days32Min || days > days32Max)
    throw new ColumnValueError(value, type, 'a day from 1900-01-01 to 2299-12-31: text, a Date or the days since 1970')
  ensureBytes(sink, 4)
  sink.view.setInt32(sink.usedBytes, days, true)
  sink.usedBytes += 4
}

function daysOf(value: ColumnValue): number | undefined {
  if (typeof value === 'string') return parseDay(value)
  const days = value instanceof Date ? Math.floor(value.getTime() / dayMs) : value
  return typeof days === 'number' && Number.isInteger(days) ? days : undefined
}
