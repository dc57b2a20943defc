// The steps that write a row of a table.
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import type { DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import type { BatchColumn } from '../../generate/batch-generator.ts'
import type { DrawnColumn, RowSlots } from '../../generate/column/drawn-column.ts'
import { nullableStep } from './nullable-step.ts'
import { numberStep } from './number-step.ts'
import { poolStep } from './pool-step.ts'
import type { LoopSlot, RowLoopSource } from './row-loop-source.ts'
import type { HighBytes, RowStep } from './row-step.ts'
import { canBeMatched, sessionStep } from './session-step.ts'
import { uuidStep } from './uuid-step.ts'

/** Undefined when a column has a text of its own for every row: nothing is known of what repeats in it. */
export function rowSteps(
  loop: RowLoopSource,
  dataset: DatasetDefinition,
  columns: readonly BatchColumn[],
): RowStep[] | undefined {
  const steps: RowStep[] = []
  for (const { types, ...rowSlots } of neighbours(dataset, columns)) {
    const slot = loop.slot(rowSlots)
    const own: RowStep[] = []
    for (const { type, drawn } of types) {
      const step = columnStep(loop, type, drawn, slot, (own.at(-1) ?? steps.at(-1))?.high)
      if (step === undefined) return undefined
      own.push(step)
    }
    const isOnePool = types.length === 1 && types[0]?.drawn.layout === 'codes'
    if (rowSlots.slotPer === 'session' && !isOnePool && canBeMatched(own)) steps.push(sessionStep(loop, own, slot))
    else steps.push(...own)
  }
  return steps
}

interface Neighbours extends RowSlots {
  readonly types: { readonly type: ColumnType; readonly drawn: DrawnColumn }[]
}

/** Columns that stand side by side and are drawn once a session, and every other by itself. */
function neighbours(dataset: DatasetDefinition, columns: readonly BatchColumn[]): Neighbours[] {
  const all: Neighbours[] = []
  for (const [i, { type }] of dataset.columns.entries()) {
    const column = columns[i]
    if (column === undefined) continue
    const { drawn, slots, slotPer } = column
    const last = all.at(-1)
    if (slotPer === 'session' && last?.slotPer === slotPer) last.types.push({ type, drawn })
    else all.push({ slots, slotPer, types: [{ type, drawn }] })
  }
  return all
}

function columnStep(
  loop: RowLoopSource,
  type: ColumnType,
  drawn: DrawnColumn,
  slot: LoopSlot,
  high: HighBytes | undefined,
): RowStep | undefined {
  switch (drawn.layout) {
    case 'codes':
      return poolStep(loop, type, drawn, slot, high)
    case 'numbers':
      return numberStep(loop, type, drawn, slot)
    case 'uuid':
      return uuidStep(loop, drawn, slot)
    case 'texts':
      return undefined
    case 'nullable': {
      const of = columnStep(loop, type.kind === 'Nullable' ? type.inner : type, drawn.of, slot, undefined)
      return of === undefined ? undefined : nullableStep(loop, drawn, of, slot)
    }
  }
}
