// Numbers by groups of rows that follow each other: of the group in the whole dataset, or of the row in its group.
import type { ColumnSampler } from './drawn-column.ts'

/** `sizes`: rows of one group after the other, in turn. */
export function groupSampler(
  from: 'group' | 'position',
  sizes: readonly number[],
  first: number,
  slotCountMax: number,
): ColumnSampler {
  const values = new Float64Array(slotCountMax)
  const groupOf = Float64Array.from(sizes.flatMap((size, group) => Array.from({ length: size }, () => group)))
  const placeOf = Float64Array.from(sizes.flatMap((size) => Array.from({ length: size }, (_, place) => place)))
  const turnRows = groupOf.length
  const numbers = from === 'group' ? groupOf : placeOf
  const perTurn = from === 'group' ? sizes.length : 0
  return {
    drawn: { layout: 'numbers', values, factor: 1 },
    draw({ from: begin, to, firstRow }) {
      let turn = Math.floor((firstRow + begin) / turnRows)
      let row = (firstRow + begin) % turnRows
      for (let slot = begin; slot < to; slot++) {
        values[slot] = first + turn * perTurn + (numbers[row] ?? 0)
        if (++row < turnRows) continue
        row = 0
        turn++
      }
    },
  }
}
