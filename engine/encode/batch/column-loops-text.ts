// The text of the module of `column-loops.ts`. Addresses and counts are numbers of 32 bits.
import { copyBytes } from '../../wasm/copy-bytes.ts'
import { add, advance, countedLoop, get, i32s, isLess, load, set, shl, store, whilst } from '../../wasm/wat.ts'

export type FixedWidth = 1 | 2 | 4 | 8

/** Puts what the codes of so many rows stand for where `to` is; returns where it ends. */
type Put = (codes: number, chunks: number, to: number, count: number) => number
type Gather = (slots: number, values: number, to: number, count: number) => void

export interface ColumnLoopFunctions extends Readonly<Record<`put${FixedWidth}`, Put>> {
  /** `chunks`: a record of each, of its address and its length. */
  readonly putChunks: Put
  readonly sumLengths: (codes: number, records: number, count: number) => number
  /** Words, or UUIDs, of slots. */
  readonly gatherWords: Gather
  readonly gatherUuids: Gather
  readonly gatherUnlessNull: (...args: [...Parameters<Gather>, nulls: number, nullCode: number]) => void
  /** Before the first call of `sumUp`. */
  readonly startSum: () => void
  /** Turns 64-bit numbers into the sums up to each, beginning with all that were summed up before. */
  readonly sumUp: (from: number, end: number) => void
}

/** The word of row `i` behind an address. */
function wordOf(address: string): string {
  return load('i32.load', 0, add(get(address), shl(get('i'), 2)))
}

/** Address of the value of row `i`'s slot, of 2 to the power `bits` bytes each. */
function ofSlot(values: string, bits: number): string {
  return add(get(values), shl(wordOf('slots'), bits))
}

function put(width: FixedWidth): string {
  const [loading, storing] = {
    1: ['i32.load8_u', 'i32.store8'],
    2: ['i32.load16_u', 'i32.store16'],
    4: ['i32.load', 'i32.store'],
    8: ['i64.load', 'i64.store'],
  }[width] as [string, string]
  const value = load(loading, 0, add(get('chunks'), shl(wordOf('codes'), Math.log2(width))))
  return countedLoop(`put${width}`, {
    parameters: i32s(['codes', 'chunks', 'to', 'count']),
    body: `${store(storing, 0, get('to'), value)} ${advance('to', width)}`,
    result: get('to'),
  })
}

const record = add(get('chunks'), shl(wordOf('codes'), 3))

const putChunks = countedLoop('putChunks', {
  parameters: i32s(['codes', 'chunks', 'to', 'count']),
  locals: i32s(['record', 'from', 'length', 'copied'], 'local'),
  body: `
    ${set('record', record)}
    ${set('from', load('i32.load', 0, get('record')))}
    ${set('length', load('i32.load', 4, get('record')))}
    ${copyBytes({ from: 'from', to: 'to', length: 'length', copied: 'copied' })}
    ${advance('to', get('length'))}`,
  result: get('to'),
})

const sumLengths = countedLoop('sumLengths', {
  parameters: i32s(['codes', 'chunks', 'count']),
  locals: i32s(['sum'], 'local'),
  body: advance('sum', load('i32.load', 4, record)),
  result: get('sum'),
})

const gatherWords = countedLoop('gatherWords', {
  parameters: i32s(['slots', 'values', 'to', 'count']),
  body: store('i32.store', 0, add(get('to'), shl(get('i'), 2)), load('i32.load', 0, ofSlot('values', 2))),
})

const gatherUuids = countedLoop('gatherUuids', {
  parameters: i32s(['slots', 'values', 'to', 'count']),
  body: store('v128.store', 0, add(get('to'), shl(get('i'), 4)), load('v128.load', 0, ofSlot('values', 4))),
})

const code = load('i32.load', 0, ofSlot('values', 2))
const isNull = load('i32.load8_u', 0, ofSlot('nulls', 0))
const gatherUnlessNull = countedLoop('gatherUnlessNull', {
  parameters: i32s(['slots', 'values', 'to', 'count', 'nulls', 'nullCode']),
  body: store('i32.store', 0, add(get('to'), shl(get('i'), 2)), `(select ${get('nullCode')} ${code} ${isNull})`),
})

const sumUp = `
  (global $sum (mut i64) (i64.const 0))
  (func (export "startSum") (global.set $sum (i64.const 0)))
  (func (export "sumUp") (param $from i32) (param $end i32)
    ${whilst(
      isLess(get('from'), get('end')),
      `(global.set $sum (i64.add (global.get $sum) ${load('i64.load', 0, get('from'))}))
       ${store('i64.store', 0, get('from'), '(global.get $sum)')}
       ${advance('from', 8)}`,
    )})`

export const columnLoopsText = `(module
  (import "host" "memory" (memory 1))
  ${[put(1), put(2), put(4), put(8)].join('\n')}
  ${[putChunks, sumLengths, gatherWords, gatherUuids, gatherUnlessNull].join('\n')}
  ${sumUp})`
