// The text of the module of `column-loops.ts`. Addresses and counts are numbers of 32 bits.
import { add, advance, get, isLess, isMore, load, set, shl, store, when, whilst, type Operand } from '../../wasm/wat.ts'

const strideBytes = 16
/** As much is copied of any chunk, however short it is: that costs less than to ask. What is too much is written over. */
export const copiedBytesMin = 2 * strideBytes

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
  readonly maxWord: (words: number, count: number) => number
  /** Before the first call of `sumUp`. */
  readonly startSum: () => void
  /** Turns 64-bit numbers into the sums up to each, beginning with all that were summed up before. */
  readonly sumUp: (from: number, end: number) => void
}

/** `parameters` are addresses and counts; `count` is one of them, not 0, and `i` goes up to it. */
function loopOf(name: string, parameters: readonly string[], body: string, locals = '', result?: Operand): string {
  return `(func (export "${name}") ${parameters.map((each) => `(param $${each} i32)`).join(' ')}
    ${result === undefined ? '' : '(result i32)'} (local $i i32) ${locals}
    (loop $next
      ${body}
      ${advance('i', 1)}
      (br_if $next ${isLess(get('i'), get('count'))}))
    ${result ?? ''})`
}

/** The word of row `i` behind an address. */
function wordOf(address: string): string {
  return load('i32.load', 0, add(get(address), shl(get('i'), 2)))
}

function put(width: FixedWidth): string {
  const bits = Math.log2(width)
  const [loading, storing] = {
    1: ['i32.load8_u', 'i32.store8'],
    2: ['i32.load16_u', 'i32.store16'],
    4: ['i32.load', 'i32.store'],
    8: ['i64.load', 'i64.store'],
  }[width] as [string, string]
  const value = load(loading, 0, add(get('chunks'), shl(wordOf('codes'), bits)))
  return loopOf(
    `put${width}`,
    ['codes', 'chunks', 'to', 'count'],
    `${store(storing, 0, get('to'), value)} ${advance('to', width)}`,
    '',
    get('to'),
  )
}

function stride(offset: number, to: string, from: string): string {
  return store('v128.store', offset, to, `(v128.load offset=${offset} ${from})`)
}

const record = add(get('chunks'), shl(wordOf('codes'), 3))
const copyRest = `
  ${set('copied', copiedBytesMin)}
  (loop $more
    ${stride(0, add(get('to'), get('copied')), add(get('from'), get('copied')))}
    ${advance('copied', strideBytes)}
    (br_if $more ${isLess(get('copied'), get('length'))}))`

const putChunks = loopOf(
  'putChunks',
  ['codes', 'chunks', 'to', 'count'],
  `${set('record', record)}
   ${set('from', load('i32.load', 0, get('record')))}
   ${set('length', load('i32.load', 4, get('record')))}
   ${stride(0, get('to'), get('from'))}
   ${stride(strideBytes, get('to'), get('from'))}
   ${when(isMore(get('length'), copiedBytesMin), copyRest)}
   ${advance('to', get('length'))}`,
  '(local $record i32) (local $from i32) (local $length i32) (local $copied i32)',
  get('to'),
)

const sumLengths = loopOf(
  'sumLengths',
  ['codes', 'chunks', 'count'],
  advance('sum', load('i32.load', 4, record)),
  '(local $sum i32)',
  get('sum'),
)

const gatherWords = loopOf(
  'gatherWords',
  ['slots', 'values', 'to', 'count'],
  store('i32.store', 0, add(get('to'), shl(get('i'), 2)), valueOfSlot('i32.load', 2)),
)

const gatherUuids = loopOf(
  'gatherUuids',
  ['slots', 'values', 'to', 'count'],
  store('v128.store', 0, add(get('to'), shl(get('i'), 4)), valueOfSlot('v128.load', 4)),
)

const gatherUnlessNull = loopOf(
  'gatherUnlessNull',
  ['slots', 'values', 'to', 'count', 'nulls', 'nullCode'],
  store(
    'i32.store',
    0,
    add(get('to'), shl(get('i'), 2)),
    `(select ${get('nullCode')} ${valueOfSlot('i32.load', 2)} ${load('i32.load8_u', 0, add(get('nulls'), wordOf('slots')))})`,
  ),
)

function valueOfSlot(loading: string, bits: number): string {
  return load(loading, 0, add(get('values'), shl(wordOf('slots'), bits)))
}

const maxWord = loopOf(
  'maxWord',
  ['words', 'count'],
  `${set('word', wordOf('words'))}
   ${set('max', `(select ${get('word')} ${get('max')} ${isMore(get('word'), get('max'))})`)}`,
  '(local $word i32) (local $max i32)',
  get('max'),
)

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
  ${[putChunks, sumLengths, gatherWords, gatherUuids, gatherUnlessNull, maxWord].join('\n')}
  ${sumUp})`
