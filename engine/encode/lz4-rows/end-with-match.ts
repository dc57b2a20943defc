// The statements that end a sequence with a match and begin the next.
import { endSequence, literalsOffset } from './lz4-sequence.ts'
import type { RowLoopSource } from './row-loop-source.ts'

/** Each of it source of a number. */
interface Match {
  readonly literalsEnd: string
  readonly bytes: string
  readonly distance?: string
}

export function endWithMatch(loop: RowLoopSource, { literalsEnd, bytes, distance = 'distance' }: Match): string {
  return `
      token = ${loop.constant('endSequence', endSequence)}(out, token, ${literalsEnd}, ${bytes}, ${distance})
      end = token + ${literalsOffset}`
}
