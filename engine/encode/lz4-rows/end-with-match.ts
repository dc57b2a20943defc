// The statements that end a sequence with a match and begin the next. In place, because V8 (Node 22) inlines no call within
// WebAssembly. Format: https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md
import {
  add,
  advance,
  get,
  isAtLeast,
  isLess,
  or,
  set,
  shl,
  store,
  sub,
  when,
  whilst,
  type Operand,
} from '../../wasm/wat.ts'
import { inByte, inToken, literalsOffset, matchBytesMin } from './lz4-sequence.ts'
import type { RowLoopSource } from './row-loop-source.ts'

interface Match {
  /** Where the literals end. */
  readonly literalsEnd: Operand
  readonly bytes: Operand
  /** Of rows, between the match and what it repeats. */
  readonly distance: Operand
}

/** Literals are where they were written, from `literalsOffset` behind the token on, and may be a byte or more off. */
export function endWithMatch(loop: RowLoopSource, { literalsEnd, bytes, distance }: Match): string {
  const [position, count] = [loop.local('position'), loop.local('count')]
  const [more, head] = [loop.local('more'), loop.local('head')]
  const token = get('token')
  return `
    ${set(position, literalsEnd)}
    ${set(count, sub(sub(get(position), token), literalsOffset))}
    ${set(more, sub(bytes, matchBytesMin))}
    ${when(
      isLess(get(count), inToken),
      `${when(get(count), moveFewLiterals())}
       ${set(head, shl(get(count), 4))}
       ${advance(position, -1)}`,
      `${set(head, inToken << 4)}
       ${advance(count, -inToken)}
       ${when(isLess(get(count), inByte), store('i32.store8', 1, token, get(count)), manyLiterals(loop, position, count))}`,
    )}
    ${store('i32.store16', 0, get(position), distance)}
    ${advance(position, 2)}
    ${when(
      isLess(get(more), inToken),
      store('i32.store8', 0, token, or(get(head), get(more))),
      `${store('i32.store8', 0, token, or(get(head), inToken))}
       ${advance(more, -inToken)}
       ${putLength(position, more)}`,
    )}
    ${set('token', get(position))}
    ${set('end', add(get(position), literalsOffset))}`
}

/** They need no byte for their number; what is moved too much is written over. */
function moveFewLiterals(): string {
  return store('v128.store', literalsOffset - 1, get('token'), `(v128.load offset=${literalsOffset} ${get('token')})`)
}

/** They need more than one byte for their number, and are moved away for it. */
function manyLiterals(loop: RowLoopSource, position: string, count: string): string {
  const lengthAt = loop.local('lengthAt')
  const from = add(get('token'), literalsOffset)
  const byBytes = `(i32.div_u ${get(count)} (i32.const ${inByte}))`
  return `
    (memory.copy ${add(from, byBytes)} ${from} ${sub(get(position), from)})
    ${advance(position, byBytes)}
    ${set(lengthAt, add(get('token'), 1))}
    ${putLength(lengthAt, count)}`
}

/** Leaves in `position` where the length ends. */
function putLength(position: string, length: string): string {
  return `
    ${whilst(
      isAtLeast(get(length), inByte),
      `${store('i32.store8', 0, get(position), inByte)}
       ${advance(position, 1)}
       ${advance(length, -inByte)}`,
    )}
    ${store('i32.store8', 0, get(position), get(length))}
    ${advance(position, 1)}`
}
