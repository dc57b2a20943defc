// The figures of a column's values, counted one by one.
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import { measureKind } from '../profile/measure/column-kind.ts'
import { topCount, type ColumnFigures, type NumberFigures } from './column-figures.ts'
import { numberOfText } from './drawn-column-values.ts'

/** `texts`: undefined is NULL. */
export function figuresOfValues(texts: readonly (string | undefined)[], type: ColumnType): ColumnFigures {
  const counts = new Map<string, number>()
  let valueCount = 0
  for (const text of texts) {
    if (text === undefined) continue
    valueCount++
    counts.set(text, (counts.get(text) ?? 0) + 1)
  }
  const top = [...counts]
    .filter(([, count]) => count > 1)
    .sort(([textA, a], [textB, b]) => b - a || (textA < textB ? -1 : 1))
    .slice(0, topCount)
    .map(([text, count]) => ({ text, share: count / valueCount }))
  const numbers = numberFigures(counts, (text) => numberOfText(text, type))
  const isText = measureKind(type) === 'text'
  const lengths = isText ? numberFigures(counts, (text) => Buffer.byteLength(text)) : undefined
  return {
    rowCount: texts.length,
    nullShare: texts.length === 0 ? 0 : 1 - valueCount / texts.length,
    distinctCount: counts.size,
    top,
    ...(numbers === undefined ? {} : { numbers }),
    ...(lengths === undefined ? {} : { lengths }),
  }
}

function numberFigures(
  counts: ReadonlyMap<string, number>,
  numberOf: (text: string) => number | undefined,
): NumberFigures | undefined {
  const rising: [number: number, count: number][] = []
  let total = 0
  for (const [text, count] of counts) {
    const number = numberOf(text)
    if (number === undefined || !Number.isFinite(number)) continue
    rising.push([number, count])
    total += count
  }
  if (total === 0) return undefined
  rising.sort(([a], [b]) => a - b)
  const at = (share: number): number => {
    let left = share * total
    for (const [number, count] of rising) {
      left -= count
      if (left <= 0) return number
    }
    return rising.at(-1)?.[0] ?? 0
  }
  return { min: at(0), median: at(0.5), p99: at(0.99), max: at(1) }
}
