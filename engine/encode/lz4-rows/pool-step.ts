// A value of a pool: a match with where the same value was last written, if that is still within the window; else literals, but
// for what the pool's values have in common.
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import type { DrawnColumn } from '../../generate/column/drawn-column.ts'
import { add, advance, and, get, isAtLeast, isLess, isMore, load, set, shl, store, sub, when } from '../../wasm/wat.ts'
import { copyValue } from './copy-value.ts'
import { endWithMatch } from './end-with-match.ts'
import { matchBytesMin, windowBytes } from './lz4-sequence.ts'
import { poolRecords, type PoolRecords } from './pool-records.ts'
import type { LoopSlot, RowLoopSource } from './row-loop-source.ts'
import type { HighBytes, RowStep } from './row-step.ts'
import { sharedPrefix } from './shared-prefix.ts'

const positionBytes = 4

/** `high`: of the number before it, whose literals are the last that were written. */
export function poolStep(
  loop: RowLoopSource,
  type: ColumnType,
  { codes, pool }: Extract<DrawnColumn, { layout: 'codes' }>,
  slot: LoopSlot,
  high?: HighBytes,
): RowStep {
  const records = poolRecords(loop, type, pool, high !== undefined)
  const { lengths, bits, address } = records
  const bytesMin = lengths.reduce((min, length) => Math.min(min, length))
  const bytesMax = lengths.reduce((max, length) => Math.max(max, length))
  const code = load('i32.load', loop.input(codes, slot), shl(slot.number, 2))
  const recordSource = shl(code, bits)
  const value = { record: loop.local('record'), length: loop.local('length'), bytesMin, bytesMax }
  const copy = copyValue(loop, {
    from: load('i32.load', address.value, get(value.record)),
    bytes: get(value.length),
    bytesMax,
  })
  const source = `
    ${set(value.record, recordSource)}
    ${set(value.length, load('i32.load', address.length, get(value.record)))}
    ${bytesMax <= matchBytesMin ? copy : matchSource(loop, records, { ...value, copy, high })}
    ${advance('at', get(value.length))}`
  return { source, bytesMin, bytesMax, bytesSource: load('i32.load', address.length, recordSource) }
}

interface PoolValue {
  /** Locals: how far the value's record is behind the first, and how many bytes the value has. */
  readonly record: string
  readonly length: string
  readonly bytesMin: number
  readonly bytesMax: number
  /** Source that copies the whole value. */
  readonly copy: string
}

function matchSource(
  loop: RowLoopSource,
  records: PoolRecords,
  { high, ...value }: PoolValue & { readonly high: HighBytes | undefined },
): string {
  const { position } = records.address
  const distance = loop.local('distance')
  const record = get(value.record)
  const length = get(value.length)
  const isNear = isLess(get(distance), windowBytes)
  const before = high === undefined ? undefined : highSource(loop, records, record, high)
  const match = {
    literalsEnd: before === undefined ? get('end') : sub(get('end'), before.byteCount),
    bytes: before === undefined ? length : add(length, before.byteCount),
    distance: get(distance),
  }
  return `
    ${set(distance, sub(get('at'), load('i32.load', position, record)))}
    ${store('i32.store', position, record, get('at'))}
    ${before === undefined ? '' : before.source}
    ${when(
      value.bytesMin > matchBytesMin ? isNear : and(isNear, isMore(length, matchBytesMin)),
      endWithMatch(loop, match),
      missSource(loop, records, value),
    )}`
}

/** The number's high bytes precede the value: when they did so where it was last written too, the match begins with them. */
function highSource(
  loop: RowLoopSource,
  { address }: PoolRecords,
  record: string,
  { source, byteCount }: HighBytes,
): { readonly source: string; readonly byteCount: string } {
  const [high, bytes] = [loop.local('high', 'i64'), loop.local('highBytes')]
  const isSame = `(i64.eq ${load('i64.load', address.high, record)} ${get(high)})`
  const statements = `
    ${set(high, source)}
    ${set(bytes, `(select (i32.const ${byteCount}) (i32.const 0) ${isSame})`)}
    ${store('i64.store', address.high, record, get(high))}`
  return { source: statements, byteCount: get(bytes) }
}

/** A value that is not within the window may share with one that is what follows its first byte, which is its length. */
function missSource(loop: RowLoopSource, records: PoolRecords, { record, length, bytesMax, copy }: PoolValue): string {
  const prefix = sharedPrefix(records)
  if (prefix === undefined) return copy
  const position = loop.layout.place(positionBytes)
  loop.keepsPositions({ address: position, count: 1, strideBytes: positionBytes })
  const [distance, from] = [loop.local('prefixDistance'), loop.local('from')]
  const hasPrefix = isAtLeast(get(length), prefix.valueBytesMin)
  return `
    ${set(distance, sub(get('at'), load('i32.load', position, 0)))}
    ${when(hasPrefix, store('i32.store', position, 0, get('at')))}
    ${when(
      and(hasPrefix, isLess(get(distance), windowBytes)),
      `${set(from, load('i32.load', records.address.value, get(record)))}
       ${store('i32.store8', 0, get('end'), `(i32.load8_u ${get(from)})`)}
       ${endWithMatch(loop, {
         literalsEnd: add(get('end'), 1),
         bytes: prefix.endByte - 1,
         distance: get(distance),
       })}
       ${copyValue(loop, {
         from: add(get(from), prefix.endByte),
         bytes: sub(get(length), prefix.endByte),
         bytesMax: bytesMax - prefix.endByte,
       })}`,
      copy,
    )}`
}
