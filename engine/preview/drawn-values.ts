// What a drawn column says, as the values that the value-level writers take.
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import type { ColumnValue } from '@millrace/schemas/column/column-value.ts'
import type { BatchColumn } from '../generate/batch-generator.ts'
import type { DrawnColumn } from '../generate/column/drawn-column.ts'

export function drawnValues(type: ColumnType, { drawn, slots }: BatchColumn, rowCount: number): ColumnValue[] {
  return Array.from({ length: rowCount }, (_, row) => drawnValue(type, drawn, slots[row] ?? 0))
}

function drawnValue(type: ColumnType, drawn: DrawnColumn, slot: number): ColumnValue {
  switch (drawn.layout) {
    case 'codes':
      return drawn.pool.values[drawn.codes[slot] ?? 0] ?? null
    case 'numbers':
      return numberValue(type, drawn.values[slot] ?? 0, drawn.factor)
    case 'uuid': {
      const [high, low] = new BigUint64Array(drawn.words.slice(slot * 4, slot * 4 + 4).buffer)
      const hex = [high, low].map((half) => (half ?? 0n).toString(16).padStart(16, '0')).join('')
      return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
    }
    case 'texts':
      return drawn.texts.textOf(slot).toString()
    case 'nullable':
      if (drawn.nulls[slot] === 1) return null
      return drawnValue(type.kind === 'Nullable' ? type.inner : type, drawn.of, slot)
  }
}

/** Decimals and DateTime64 take bigints as units of their last digit, where a number would be scaled. */
function numberValue({ kind }: ColumnType, value: number, factor: number): ColumnValue {
  if (kind === 'Bool') return value !== 0
  if (!Number.isSafeInteger(value) && /^U?Int/.test(kind)) return BigInt(value)
  return kind.startsWith('Decimal') || kind === 'DateTime64' ? BigInt(value) * BigInt(factor) : value
}
