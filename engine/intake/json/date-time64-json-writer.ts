// Times from JSON: ISO 8601 text, or a number of the column's ticks since 1970 (milliseconds for DateTime64(3)).
import type { ColumnTypeOf } from '@millrace/schemas/column/column-type.ts'
import { ensureBytes, type ByteSink } from '../../encode/rowbinary/byte-sink.ts'
import { ColumnValueError } from '../../encode/rowbinary/column-value-error.ts'
import { writeDateTime64 } from '../../encode/rowbinary/write-date-time.ts'
import { isoMs } from './iso-ms.ts'
import type { JsonWriter } from './json-writer.ts'

const wordValues = 2 ** 32
/** Within these, a tick of every precision up to microseconds is a safe integer: no rule but the form need be looked at. */
const [plainMsMin, plainMsMax] = [0, Date.UTC(2200, 0, 1)]

export function dateTime64JsonWriter(type: ColumnTypeOf<'DateTime64'>): JsonWriter {
  const ticksPerMs = 10 ** (type.precision - 3)
  const isPlain = type.precision >= 3 && type.precision <= 6
  return (sink, value) => {
    const ms = isPlain ? (typeof value === 'string' ? isoMs(value) : plainMs(value, ticksPerMs)) : undefined
    if (ms === undefined || ms < plainMsMin || ms > plainMsMax) return writeAny(sink, value, type)
    const ticks = ms * ticksPerMs
    ensureBytes(sink, 8)
    const high = Math.floor(ticks / wordValues)
    sink.view.setUint32(sink.usedBytes, ticks - high * wordValues, true)
    sink.view.setInt32(sink.usedBytes + 4, high, true)
    sink.usedBytes += 8
    return undefined
  }
}

function plainMs(value: unknown, ticksPerMs: number): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && ticksPerMs === 1 ? value : undefined
}

function writeAny(sink: ByteSink, value: unknown, type: ColumnTypeOf<'DateTime64'>): string | undefined {
  try {
    writeDateTime64(sink, typeof value === 'string' || typeof value === 'number' ? value : null, type)
    return undefined
  } catch (error) {
    if (!(error instanceof ColumnValueError)) throw error
    return `a time such as 2026-01-31T12:34:56.789Z, or ticks of 10^-${type.precision} s since 1970 as an integer`
  }
}
