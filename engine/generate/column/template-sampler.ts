// Texts with the values of the row's other columns in them.
import { bareType } from '@millrace/schemas/column/bare-type.ts'
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import { appendInteger } from '../template/append-integer.ts'
import { FixedTexts } from '../template/fixed-texts.ts'
import { putHashLetters } from '../template/hash-letters.ts'
import { templateColumns, type TemplatePart } from '../template/parse-template.ts'
import { TextBuffer } from '../template/text-buffer.ts'
import { withoutNull, type SeenColumn } from './compiled-column.ts'
import type { ColumnSampler } from './drawn-column.ts'
import { templatePool } from './template-pool.ts'
import { tickScale } from './tick-scale.ts'
import { wholeRange } from './whole-range.ts'

/** Whose texts are kept rather than made for every row. */
const fewMax = 10_000

/** Appends what belongs to a slot. */
type Putter = (texts: TextBuffer, slot: number) => void

/** Throws `RangeError` for a column whose values have no text here. */
export function templateSampler(
  parts: readonly TemplatePart[],
  seen: (name: string) => SeenColumn,
  slotCountMax: number,
): ColumnSampler {
  const columns = new Map(templateColumns(parts).map((name) => [name, seen(name)]))
  const few = templatePool(columns, slotCountMax, (stands, count) => writtenTexts(puttersOf(parts, stands), count))
  if (few !== undefined) return few
  const texts = new TextBuffer(slotCountMax)
  const putters = puttersOf(parts, columns)
  return { drawn: { layout: 'texts', texts }, draw: ({ from, to }) => writeTexts(texts, putters, from, to) }
}

function writeTexts(texts: TextBuffer, putters: readonly Putter[], from: number, to: number): void {
  for (let slot = from; slot < to; slot++) {
    texts.begin(slot)
    for (const put of putters) put(texts, slot)
    texts.end(slot)
  }
}

function writtenTexts(putters: readonly Putter[], slotCount: number): string[] {
  const texts = new TextBuffer(slotCount)
  writeTexts(texts, putters, 0, slotCount)
  return Array.from({ length: slotCount }, (_, slot) => texts.textOf(slot).toString())
}

function puttersOf(parts: readonly TemplatePart[], columns: ReadonlyMap<string, SeenColumn>): Putter[] {
  const putters: Putter[] = []
  let textBefore = ''
  const putText = (): void => {
    if (textBefore === '') return
    const text = new FixedTexts([textBefore])
    putters.push((texts) => text.appendTo(texts, 0))
    textBefore = ''
  }
  for (const part of parts) {
    const column = part.kind === 'text' ? undefined : columns.get(part.name)
    if (part.kind === 'text' || column === undefined) {
      textBefore += part.kind === 'text' ? part.text : ''
      continue
    }
    const ofFew = part.kind === 'column' ? putterOfFew(column, part.digits, textBefore) : undefined
    if (ofFew === undefined) putText()
    textBefore = ''
    putters.push(ofFew ?? (part.kind === 'hash' ? hashPutter(column, part.letters) : numberPutter(column, part.digits)))
  }
  putText()
  return putters
}

function slotOf({ slots }: SeenColumn, slot: number): number {
  return slots === undefined ? slot : (slots[slot] ?? 0)
}

function hashPutter(column: SeenColumn, letters: number): Putter {
  const of = withoutNull(column.drawn)
  if (of.layout !== 'numbers' && of.layout !== 'codes') throw noText(column)
  const values = of.layout === 'numbers' ? of.values : of.codes
  return (texts, slot) => {
    texts.ensure(letters)
    putHashLetters(texts.bytes, texts.usedBytes, values[slotOf(column, slot)] ?? 0, letters)
    texts.usedBytes += letters
  }
}

/** The text before it comes with each of its values. Undefined when these are too many to have all their texts at hand. */
function putterOfFew(column: SeenColumn, digits: number, textBefore: string): Putter | undefined {
  const of = withoutNull(column.drawn)
  if (of.layout === 'codes') {
    const { codes, pool } = of
    const values = pool.values.map((value) => {
      if (typeof value === 'object' && value !== null) throw noText(column)
      return textBefore + (value === null ? '' : String(value).padStart(digits, '0'))
    })
    const fixed = new FixedTexts(values)
    return (texts, slot) => fixed.appendTo(texts, codes[slotOf(column, slot)] ?? 0)
  }
  const range = wholeRange(column.definition)
  if (of.layout !== 'numbers' || range === undefined || range.max - range.min >= fewMax) return undefined
  const { values } = of
  const numbers = Float64Array.from({ length: range.max - range.min + 1 }, (_, i) => range.min + i)
  const put = numberPutter({ ...column, drawn: { ...of, values: numbers }, slots: undefined }, digits)
  const fixed = new FixedTexts(writtenTexts([put], numbers.length).map((text) => textBefore + text))
  return (texts, slot) => fixed.appendTo(texts, (values[slotOf(column, slot)] ?? 0) - range.min)
}

function numberPutter(column: SeenColumn, digits: number): Putter {
  const of = withoutNull(column.drawn)
  if (of.layout !== 'numbers') throw noText(column)
  const { values } = of
  const textOf = numberText(bareType(column.definition.type))
  if (textOf === undefined) return (texts, slot) => appendInteger(texts, values[slotOf(column, slot)] ?? 0, digits)
  return (texts, slot) => appendText(texts, textOf(values[slotOf(column, slot)] ?? 0).padStart(digits, '0'))
}

/** Undefined for whole numbers, which have a faster way. */
function numberText(type: ColumnType): ((value: number) => string) | undefined {
  const ticks = tickScale(type)
  if (ticks !== undefined) {
    const length = type.kind === 'Date' || type.kind === 'Date32' ? 10 : 19
    return (value) => new Date(value * ticks.divisor).toISOString().slice(0, length).replace('T', ' ')
  }
  if ('scale' in type) return (value) => (value / 10 ** type.scale).toFixed(type.scale)
  return /^Float/.test(type.kind) ? String : undefined
}

function appendText(texts: TextBuffer, text: string): void {
  texts.ensure(text.length)
  texts.usedBytes += texts.bytes.write(text, texts.usedBytes, 'latin1')
}

function noText({ definition }: SeenColumn): RangeError {
  return new RangeError(`the values of column ${definition.name} have no text that a template can hold`)
}
