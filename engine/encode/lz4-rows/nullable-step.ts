// A nullable value: a byte that says whether it is missing, then the value unless it is.
import type { DrawnColumn } from '../../generate/column/drawn-column.ts'
import type { RowLoopSource } from './row-loop-source.ts'
import type { RowStep } from './row-step.ts'

export function nullableStep(
  loop: RowLoopSource,
  { nulls }: Extract<DrawnColumn, { layout: 'nullable' }>,
  of: RowStep,
  slot: string,
): RowStep {
  const isNull = loop.name('isNull')
  const source = `
    const ${isNull} = ${loop.constant('nulls', nulls)}[${slot}]
    out.setUint8(end++, ${isNull})
    at++
    if (${isNull} === 0) {
      ${of.source}
    }`
  return { source, bytesMin: 1, bytesMax: 1 + of.bytesMax }
}
