// Neighbouring columns that are drawn once a session: one match with the session's row before, if that is still within the
// window, else each by itself.
import { matchBytesMin, windowBytes } from './lz4-sequence.ts'
import { endWithMatch, type PoolStep } from './pool-step.ts'
import type { RowLoopSource } from './row-loop-source.ts'
import type { RowStep } from './row-step.ts'

/** Whether the columns can be matched together: long enough, and of a length that the session has in every row. */
export function canBeMatched(steps: readonly RowStep[]): boolean {
  const bytesMin = steps.reduce((total, step) => total + step.bytesMin, 0)
  return bytesMin >= matchBytesMin && steps.every((step) => 'lengthSource' in step || step.bytesMin === step.bytesMax)
}

/** `slot`: the name of the session's slot. */
export function sessionStep(
  loop: RowLoopSource,
  steps: readonly (RowStep | PoolStep)[],
  slot: string,
  sessionCountMax: number,
): RowStep {
  const positions = loop.positions(sessionCountMax)
  const length = steps.map((step) => ('lengthSource' in step ? step.lengthSource : step.bytesMin)).join(' + ')
  const source = `{
    const distance = at - ${positions}[${slot}]
    ${positions}[${slot}] = at
    if (distance < ${windowBytes}) {
      const length = ${length}
      ${endWithMatch(loop, { literalsEnd: 'end', bytes: 'length' })}
      at += length
    } else {
      ${steps.map((step) => step.source).join('\n')}
    }
  }`
  return {
    source,
    bytesMin: steps.reduce((total, step) => total + step.bytesMin, 0),
    bytesMax: steps.reduce((total, step) => total + step.bytesMax, 0),
  }
}
