// A nullable value: a byte that says whether it is missing, then the value unless it is.
import type { DrawnColumn } from '../../generate/column/drawn-column.ts'
import { advance, get, load, set, store, when } from '../../wasm/wat.ts'
import type { LoopSlot, RowLoopSource } from './row-loop-source.ts'
import type { RowStep } from './row-step.ts'

export function nullableStep(
  loop: RowLoopSource,
  { nulls }: Extract<DrawnColumn, { layout: 'nullable' }>,
  of: RowStep,
  slot: LoopSlot,
): RowStep {
  const isNull = loop.local('isNull')
  const source = `
    ${set(isNull, load('i32.load8_u', loop.input(nulls, slot), slot.number))}
    ${store('i32.store8', 0, get('end'), get(isNull))}
    ${advance('end', 1)}
    ${advance('at', 1)}
    ${when(`(i32.eqz ${get(isNull)})`, of.source)}`
  return { source, bytesMin: 1, bytesMax: 1 + of.bytesMax }
}
