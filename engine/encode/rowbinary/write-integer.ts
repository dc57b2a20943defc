// Writers of Int8 to UInt256: little-endian two's complement. Whole numbers only, and only where a number is exact.
import { type ColumnTypeOf, fixedWidthBytes } from '@millrace/schemas/column/column-type.ts'
import type { ColumnValue } from '@millrace/schemas/column/column-value.ts'
import { type ByteSink, ensureBytes } from './byte-sink.ts'
import { ColumnValueError } from './column-value-error.ts'

type SmallIntegerKind = 'Int8' | 'Int16' | 'Int32' | 'UInt8' | 'UInt16' | 'UInt32'
type BigIntegerKind = 'Int64' | 'Int128' | 'Int256' | 'UInt64' | 'UInt128' | 'UInt256'

/** Takes a number, or a bigint, within the range of the kind. */
export function writeSmallInteger(sink: ByteSink, value: ColumnValue, type: ColumnTypeOf<SmallIntegerKind>): void {
  const bits = 8 * fixedWidthBytes[type.kind]
  const isSigned = type.kind.startsWith('I')
  const min = isSigned ? -(2 ** (bits - 1)) : 0
  const max = isSigned ? 2 ** (bits - 1) - 1 : 2 ** bits - 1
  const isInteger = typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value))
  if (!isInteger || value < min || value > max)
    throw new ColumnValueError(value, type, `an integer from ${min} to ${max}`)
  ensureBytes(sink, 4)
  // Four bytes at once, of which as many count as the kind has: two's complement makes the low ones the same.
  sink.view.setInt32(sink.usedBytes, Number(value) | 0, true)
  sink.usedBytes += bits / 8
}

/** Takes a bigint within the range of the kind, or a number that is a safe integer. */
export function writeBigInteger(sink: ByteSink, value: ColumnValue, type: ColumnTypeOf<BigIntegerKind>): void {
  const bits = 8 * fixedWidthBytes[type.kind]
  const isSigned = type.kind.startsWith('I')
  const isExact = typeof value === 'bigint' || (typeof value === 'number' && Number.isSafeInteger(value))
  const units = isExact ? BigInt(value) : 0n
  const wrapped = isSigned ? BigInt.asIntN(bits, units) : BigInt.asUintN(bits, units)
  if (!isExact || wrapped !== units) {
    const [min, max] = isSigned ? [`-2^${bits - 1}`, `2^${bits - 1} - 1`] : ['0', `2^${bits} - 1`]
    throw new ColumnValueError(value, type, `an integer from ${min} to ${max}: a bigint, or a number up to 2^53 - 1`)
  }
  writeBigWords(sink, units, bits / 8)
}

/** The low `byteCount` bytes (a multiple of 8) of a bigint in two's complement, lowest first. */
export function writeBigWords(sink: ByteSink, value: bigint, byteCount: number): void {
  ensureBytes(sink, byteCount)
  let rest = value
  for (let written = 0; written < byteCount; written += 8) {
    sink.view.setBigInt64(sink.usedBytes, rest, true)
    sink.usedBytes += 8
    rest >>= 64n
  }
}
