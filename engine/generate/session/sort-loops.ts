// The loops of `sort-by-time.ts` in WebAssembly: half the time of the same in JavaScript. Times are 64-bit floats and sessions
// 32-bit numbers, in arrays of the module's memory; parameters are the addresses of a piece of them, and `count` its rows.
import { instantiateWat } from '../../wasm/instantiate-wat.ts'
import { add, advance, countedLoop, get, i32s, isMore, load, set, shl, store, sub, when } from '../../wasm/wat.ts'

export interface SortLoops {
  /** Widens the two times at `range`, the least and the greatest. */
  readonly widen: (times: number, range: number, count: number) => void
  /** Adds the rows to the counts of their buckets: of `(time - min) × scale`, rounded down. */
  readonly countBuckets: (times: number, counts: number, count: number, min: number, scale: number) => void
  /** Turns counts into where the rows of each begin; returns the largest count. */
  readonly toStarts: (counts: number, count: number) => number
  /** Puts rows where the next one of their bucket belongs. */
  readonly place: (
    times: number,
    sessions: number,
    starts: number,
    toTimes: number,
    toSessions: number,
    count: number,
    min: number,
    scale: number,
  ) => void
  /** Moves each row before those in front of it that are later. There is one in front of the first, which no row is before. */
  readonly insert: (times: number, sessions: number, count: number) => void
}

const timeAt = add(get('times'), shl(get('i'), 3))
const time = load('f64.load', 0, timeAt)
const session = load('i32.load', 0, add(get('sessions'), shl(get('i'), 2)))

function bucketAt(buckets: string): string {
  const bucket = `(i32.trunc_sat_f64_u (f64.mul (f64.sub ${get('time')} ${get('min')}) ${get('scale')}))`
  return add(get(buckets), shl(bucket, 2))
}

const widen = countedLoop('widen', {
  parameters: i32s(['times', 'range', 'count']),
  locals: '(local $time f64) (local $min f64) (local $max f64)',
  before: `
    ${set('min', load('f64.load', 0, get('range')))}
    ${set('max', load('f64.load', 8, get('range')))}`,
  body: `
    ${set('time', time)}
    ${set('min', `(f64.min ${get('min')} ${get('time')})`)}
    ${set('max', `(f64.max ${get('max')} ${get('time')})`)}`,
  after: `
    ${store('f64.store', 0, get('range'), get('min'))}
    ${store('f64.store', 8, get('range'), get('max'))}`,
})

const countBuckets = countedLoop('countBuckets', {
  parameters: `${i32s(['times', 'counts', 'count'])} (param $min f64) (param $scale f64)`,
  locals: `${i32s(['at'], 'local')} (local $time f64)`,
  body: `
    ${set('time', time)}
    ${set('at', bucketAt('counts'))}
    ${store('i32.store', 0, get('at'), add(load('i32.load', 0, get('at')), 1))}`,
})

const toStarts = countedLoop('toStarts', {
  parameters: i32s(['counts', 'count']),
  locals: i32s(['inBucket', 'start', 'largest'], 'local'),
  body: `
    ${set('inBucket', load('i32.load', 0, get('counts')))}
    ${store('i32.store', 0, get('counts'), get('start'))}
    ${advance('start', get('inBucket'))}
    ${set('largest', `(select ${get('inBucket')} ${get('largest')} ${isMore(get('inBucket'), get('largest'))})`)}
    ${advance('counts', 4)}`,
  result: get('largest'),
})

const place = countedLoop('place', {
  parameters: `${i32s(['times', 'sessions', 'starts', 'toTimes', 'toSessions', 'count'])} (param $min f64) (param $scale f64)`,
  locals: `${i32s(['at', 'position'], 'local')} (local $time f64)`,
  body: `
    ${set('time', time)}
    ${set('at', bucketAt('starts'))}
    ${set('position', load('i32.load', 0, get('at')))}
    ${store('i32.store', 0, get('at'), add(get('position'), 1))}
    ${store('f64.store', 0, add(get('toTimes'), shl(get('position'), 3)), get('time'))}
    ${store('i32.store', 0, add(get('toSessions'), shl(get('position'), 2)), session)}`,
})

/** The rows in front are moved on by one until the row has its place; the first of all is never later. */
const insert = countedLoop('insert', {
  parameters: i32s(['times', 'sessions', 'count']),
  locals: `${i32s(['toTime', 'toSession', 'session'], 'local')} (local $time f64)`,
  body: `
    ${set('time', time)}
    ${when(
      `(f64.gt ${load('f64.load', 0, sub(timeAt, 8))} ${get('time')})`,
      `${set('session', session)}
       ${set('toTime', timeAt)}
       ${set('toSession', add(get('sessions'), shl(get('i'), 2)))}
       (loop $more
         ${store('f64.store', 0, get('toTime'), load('f64.load', 0, sub(get('toTime'), 8)))}
         ${store('i32.store', 0, get('toSession'), load('i32.load', 0, sub(get('toSession'), 4)))}
         ${advance('toTime', -8)}
         ${advance('toSession', -4)}
         (br_if $more (f64.gt ${load('f64.load', 0, sub(get('toTime'), 8))} ${get('time')})))
       ${store('f64.store', 0, get('toTime'), get('time'))}
       ${store('i32.store', 0, get('toSession'), get('session'))}`,
    )}`,
})

/** On what is in `memory`. */
export function sortLoops(memory: WebAssembly.Memory): SortLoops {
  const text = `(module (import "host" "memory" (memory 1)) ${[widen, countBuckets, toStarts, place, insert].join('\n')})`
  // The module exports what its text says.
  return instantiateWat(text, memory) as unknown as SortLoops
}
