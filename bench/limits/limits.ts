// What nothing can be faster than, or nothing that the server does by itself: the contenders that all others are held against.
import type { Contender } from '../end-to-end/contender.ts'
import { readyFrames } from './ready-frames.ts'
import { serverCopy } from './server-copy.ts'
import { serverInsertSelect } from './server-insert-select.ts'

/** With and without compression: L of a format is the better one. */
export function limits(): Contender[] {
  return [
    readyFrames({ produce: { format: 'rowbinary', encoding: 'lz4' } }),
    readyFrames({ produce: { format: 'rowbinary', encoding: 'none' } }),
    readyFrames({ produce: { format: 'native', encoding: 'lz4' } }),
    readyFrames({ produce: { format: 'native', encoding: 'none' } }),
    serverInsertSelect(),
    serverCopy(),
  ]
}
