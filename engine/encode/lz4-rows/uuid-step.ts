// A UUID: four words of literals.
import { fixedWidthBytes } from '@millrace/schemas/column/column-type.ts'
import type { DrawnColumn } from '../../generate/column/drawn-column.ts'
import type { RowLoopSource } from './row-loop-source.ts'
import type { RowStep } from './row-step.ts'

const bytes = fixedWidthBytes.UUID

export function uuidStep(
  loop: RowLoopSource,
  { words }: Extract<DrawnColumn, { layout: 'uuid' }>,
  slot: string,
): RowStep {
  const array = loop.constant('words', words)
  const source = `{
    const word = ${slot} * 4
    out.setUint32(end, ${array}[word], true)
    out.setUint32(end + 4, ${array}[word + 1], true)
    out.setUint32(end + 8, ${array}[word + 2], true)
    out.setUint32(end + 12, ${array}[word + 3], true)
    end += ${bytes}
    at += ${bytes}
  }`
  return { source, bytesMin: bytes, bytesMax: bytes, bytesSource: String(bytes) }
}
