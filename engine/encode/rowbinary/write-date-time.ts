// Writers of DateTime (UInt32, seconds) and DateTime64 (Int64, ticks of 10^-precision seconds) since 1970-01-01 UTC.
// Digits beyond the column's precision are cut off, as ClickHouse does.
import type { ColumnTypeOf } from '@millrace/schemas/column/column-type.ts'
import type { ColumnValue } from '@millrace/schemas/column/column-value.ts'
import { type ByteSink, ensureBytes } from './byte-sink.ts'
import { ColumnValueError } from './column-value-error.ts'
import { type ParsedTime, parseTime } from './parse-time.ts'

const secondsMax = 2 ** 32 - 1 // 2106-02-07 06:28:15
const seconds64Min = -2_208_988_800n // 1900-01-01 00:00:00
const seconds64End = 10_413_792_000n // 2300-01-01 00:00:00
const int64Max = 2n ** 63n - 1n // at precision 9: 2262-04-11 23:47:16.854775807
const textForm = 'text such as 2026-01-31T12:34:56Z (without an offset only if the column is in UTC)'

/** Takes ISO text, a Date or a number of seconds since 1970. */
export function writeDateTime(sink: ByteSink, value: ColumnValue, type: ColumnTypeOf<'DateTime'>): void {
  const seconds = typeof value === 'number' ? value : momentOf(value, type.timeZone)?.seconds
  if (seconds === undefined || !Number.isInteger(seconds) || seconds < 0 || seconds > secondsMax)
    throw new ColumnValueError(
      value,
      type,
      `a time from 1970-01-01 00:00:00 to 2106-02-07 06:28:15 UTC: ${textForm}, a Date or the seconds since 1970`,
    )
  ensureBytes(sink, 4)
  sink.view.setUint32(sink.usedBytes, seconds, true)
  sink.usedBytes += 4
}

/** Takes ISO text with up to 9 digits of a second, a Date, or ticks since 1970 as bigint or safe integer. */
export function writeDateTime64(sink: ByteSink, value: ColumnValue, type: ColumnTypeOf<'DateTime64'>): void {
  const ticks = ticksOf(value, type)
  const ticksPerSecond = 10n ** BigInt(type.precision)
  if (
    ticks === undefined ||
    ticks < seconds64Min * ticksPerSecond ||
    ticks >= seconds64End * ticksPerSecond ||
    ticks > int64Max
  )
    throw new ColumnValueError(
      value,
      type,
      `a time from 1900 to ${type.precision === 9 ? '2262-04-11 23:47:16.854775807' : 'the end of 2299'} UTC: ` +
        `${textForm}, a Date or the ticks of 10^-${type.precision} s since 1970, as bigint or safe integer`,
    )
  ensureBytes(sink, 8)
  sink.view.setBigInt64(sink.usedBytes, ticks, true)
  sink.usedBytes += 8
}

function ticksOf(value: ColumnValue, { precision, timeZone }: ColumnTypeOf<'DateTime64'>): bigint | undefined {
  if (typeof value === 'bigint') return value
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : undefined
  const moment = momentOf(value, timeZone)
  if (moment === undefined) return undefined
  const fractionTicks = Math.floor(moment.nanoseconds / 10 ** (9 - precision))
  return BigInt(moment.seconds) * 10n ** BigInt(precision) + BigInt(fractionTicks)
}

function momentOf(value: ColumnValue, timeZone: string | undefined): ParsedTime | undefined {
  if (typeof value === 'string') return parseTime(value, timeZone === 'UTC')
  if (!(value instanceof Date) || Number.isNaN(value.getTime())) return undefined
  const seconds = Math.floor(value.getTime() / 1000)
  return { seconds, nanoseconds: (value.getTime() - seconds * 1000) * 1_000_000 }
}
