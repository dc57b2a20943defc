// Neighbouring columns that are drawn once a session: one match with the session's row before, if that is still within the
// window, else each by itself.
import { endWithMatch } from './end-with-match.ts'
import { matchBytesMin, windowBytes } from './lz4-sequence.ts'
import type { RowLoopSource } from './row-loop-source.ts'
import { bytesOf, type RowStep } from './row-step.ts'

/** Whether the columns can be matched together: long enough, and of a length that is known before they are written. */
export function canBeMatched(steps: readonly RowStep[]): boolean {
  return bytesOf(steps).bytesMin >= matchBytesMin && steps.every((step) => step.bytesSource !== undefined)
}

/** `slot`: the name of the session's slot. */
export function sessionStep(
  loop: RowLoopSource,
  steps: readonly RowStep[],
  slot: string,
  sessionCountMax: number,
): RowStep {
  const positions = loop.positions(sessionCountMax)
  const source = `{
    const distance = at - ${positions}[${slot}]
    ${positions}[${slot}] = at
    if (distance < ${windowBytes}) {
      const length = ${steps.map((step) => step.bytesSource).join(' + ')}
      ${endWithMatch(loop, { literalsEnd: 'end', bytes: 'length' })}
      at += length
    } else {
      ${steps.map((step) => step.source).join('\n')}
    }
  }`
  return { source, ...bytesOf(steps) }
}
