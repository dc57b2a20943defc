// Integers from JSON: numbers as long as they are exact, and text of digits for those that a JSON number would round.
import { fixedWidthBytes } from '@millrace/schemas/column/column-type.ts'
import { ensureBytes } from '../../encode/rowbinary/byte-sink.ts'
import type { JsonWriter } from './json-writer.ts'

type SmallKind = 'Int8' | 'Int16' | 'Int32' | 'UInt8' | 'UInt16' | 'UInt32'

const digits = /^-?\d{1,20}$/
const wordValues = 2 ** 32

export function smallIntegerJsonWriter(kind: SmallKind): JsonWriter {
  const byteCount = fixedWidthBytes[kind]
  const isSigned = kind.startsWith('I')
  const min = isSigned ? -(2 ** (8 * byteCount - 1)) : 0
  const max = isSigned ? 2 ** (8 * byteCount - 1) - 1 : 2 ** (8 * byteCount) - 1
  const rule = `an integer from ${min} to ${max}`
  return (sink, given) => {
    const value = typeof given === 'string' && digits.test(given) ? Number(given) : given
    if (typeof value !== 'number' || !Number.isInteger(value) || value < min || value > max) return rule
    ensureBytes(sink, 4)
    // Four bytes at once, of which as many count as the kind has: two's complement makes the low ones the same.
    sink.view.setInt32(sink.usedBytes, value | 0, true)
    sink.usedBytes += byteCount
    return undefined
  }
}

export function bigIntegerJsonWriter(kind: 'Int64' | 'UInt64'): JsonWriter {
  const [min, max] = kind === 'Int64' ? [-(2n ** 63n), 2n ** 63n - 1n] : [0n, 2n ** 64n - 1n]
  const rule = `an integer from ${min} to ${max}, as text above 2^53 - 1, where JSON numbers are not exact`
  return (sink, value) => {
    if (typeof value === 'number') {
      if (!Number.isSafeInteger(value) || (value < 0 && min === 0n)) return rule
      ensureBytes(sink, 8)
      const high = Math.floor(value / wordValues)
      sink.view.setUint32(sink.usedBytes, value - high * wordValues, true)
      sink.view.setInt32(sink.usedBytes + 4, high, true)
      sink.usedBytes += 8
      return undefined
    }
    if (typeof value !== 'string' || !digits.test(value)) return rule
    const units = BigInt(value)
    if (units < min || units > max) return rule
    ensureBytes(sink, 8)
    sink.view.setBigInt64(sink.usedBytes, BigInt.asIntN(64, units), true)
    sink.usedBytes += 8
    return undefined
  }
}
