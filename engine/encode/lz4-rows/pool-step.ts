// A value of a pool: a match with where the same value was last written, if that is still within the window; else literals, but
// for what the pool's values have in common.
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import type { DrawnColumn } from '../../generate/column/drawn-column.ts'
import { poolChunks, strideBytes, type PoolChunks } from '../batch/pool-chunks.ts'
import { writeValue } from '../rowbinary/write-value.ts'
import { endWithMatch } from './end-with-match.ts'
import { matchBytesMin, windowBytes } from './lz4-sequence.ts'
import type { RowLoopSource } from './row-loop-source.ts'
import type { HighBytes, RowStep } from './row-step.ts'
import { sharedPrefix } from './shared-prefix.ts'

/** `high`: of the number before it, whose literals are the last that were written. */
export function poolStep(
  loop: RowLoopSource,
  type: ColumnType,
  { codes, pool }: Extract<DrawnColumn, { layout: 'codes' }>,
  slot: string,
  high?: HighBytes,
): RowStep {
  const chunks = poolChunks(pool.values.length, (sink, value) => writeValue(sink, pool.values[value] ?? null, type))
  const code = `${loop.constant('codes', codes)}[${slot}]`
  const lengths = loop.constant('lengths', chunks.lengthsBytes)
  const bytesMin = chunks.lengthsBytes.reduce((min, length) => Math.min(min, length))
  const bytesMax = chunks.lengthsBytes.reduce((max, length) => Math.max(max, length))
  const copy = copySource(loop, chunks)
  const source = `{
    const code = ${code}
    const length = ${lengths}[code]
    ${bytesMax <= matchBytesMin ? copy : matchSource(loop, chunks, { bytesMin, copy, high })}
    at += length
  }`
  return { source, bytesMin, bytesMax, bytesSource: `${lengths}[${code}]` }
}

interface MatchOptions {
  readonly bytesMin: number
  /** Source that copies the whole value. */
  readonly copy: string
  readonly high: HighBytes | undefined
}

function matchSource(loop: RowLoopSource, chunks: PoolChunks, { bytesMin, copy, high }: MatchOptions): string {
  const valueCount = chunks.lengthsBytes.length
  const positions = loop.positions(valueCount)
  const isLongEnough = bytesMin > matchBytesMin ? '' : `&& length > ${matchBytesMin}`
  const before = high === undefined ? { source: '', byteCount: 0 } : highSource(loop, valueCount, high)
  return `
    const distance = at - ${positions}[code]
    ${positions}[code] = at
    ${before.source}
    if (distance < ${windowBytes} ${isLongEnough}) {
      ${endWithMatch(loop, { literalsEnd: `end - ${before.byteCount}`, bytes: `length + ${before.byteCount}` })}
    } else {
      ${missSource(loop, chunks, copy)}
    }`
}

/** The number's high bytes precede the value: when they did so where it was last written too, the match begins with them. */
function highSource(
  loop: RowLoopSource,
  valueCount: number,
  high: HighBytes,
): { readonly source: string; readonly byteCount: string } {
  const known = loop.constant('high', new Float64Array(valueCount))
  const source = `
    const high = ${high.source}
    const highBytes = ${known}[code] === high ? ${high.byteCount} : 0
    ${known}[code] = high`
  return { source, byteCount: 'highBytes' }
}

/** A value that is not within the window may share with one that is what follows its first byte, which is its length. */
function missSource(loop: RowLoopSource, chunks: PoolChunks, copy: string): string {
  const prefix = sharedPrefix(chunks)
  if (prefix === undefined) return copy
  const padded = new Uint8Array(chunks.bytes.byteLength + strideBytes)
  padded.set(chunks.bytes)
  const values = loop.constant('values', new DataView(padded.buffer))
  const position = `${loop.positions(1)}[0]`
  return `
    const prefixDistance = at - ${position}
    if (length >= ${prefix.valueBytesMin}) ${position} = at
    if (length >= ${prefix.valueBytesMin} && prefixDistance < ${windowBytes}) {
      let from = ${loop.constant('strides', chunks.firstStrides)}[code] * ${strideBytes}
      out.setUint8(end, ${values}.getUint8(from))
      ${endWithMatch(loop, { literalsEnd: 'end + 1', bytes: String(prefix.endByte - 1), distance: 'prefixDistance' })}
      from += ${prefix.endByte}
      const rest = end + length - ${prefix.endByte}
      for (; end < rest; end += 4, from += 4) out.setUint32(end, ${values}.getUint32(from, true), true)
      end = rest
    } else {
      ${copy}
    }`
}

/** In whole strides: what the last one has too much is written over. */
function copySource(loop: RowLoopSource, { bytes, strides, firstStrides }: PoolChunks): string {
  const firsts = loop.constant('strides', firstStrides)
  const [array, put, width] =
    strides === undefined
      ? [loop.constant('words', new Uint32Array(bytes.buffer)), 'setUint32', 4]
      : [loop.constant('chunks', strides), 'setFloat64', strideBytes]
  return `
      let stride = ${firsts}[code] * ${strideBytes / width}
      const valueEnd = end + length
      for (; end < valueEnd; end += ${width}) out.${put}(end, ${array}[stride++], true)
      end = valueEnd`
}
