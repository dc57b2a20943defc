// Texts with the values of the row's other columns in them.
import { bareType } from '@millrace/schemas/column/bare-type.ts'
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import { putHashLetters } from '../template/hash-letters.ts'
import type { TemplatePart } from '../template/parse-template.ts'
import { TextBuffer } from '../template/text-buffer.ts'
import { withoutNull, type SeenColumn } from './compiled-column.ts'
import type { ColumnSampler } from './drawn-column.ts'
import { tickScale } from './tick-scale.ts'

/** Appends what belongs to a slot. */
type Putter = (texts: TextBuffer, slot: number) => void

/** Throws `RangeError` for a column whose values have no text here. */
export function templateSampler(
  parts: readonly TemplatePart[],
  seen: (name: string) => SeenColumn,
  slotCountMax: number,
): ColumnSampler {
  const texts = new TextBuffer(slotCountMax)
  const putters = parts.map((part) => putterOf(part, seen))
  return {
    drawn: { layout: 'texts', texts },
    draw({ slotCount }) {
      texts.usedBytes = 0
      for (let slot = 0; slot < slotCount; slot++) {
        for (const put of putters) put(texts, slot)
        texts.ends[slot] = texts.usedBytes
      }
    },
  }
}

function putterOf(part: TemplatePart, seen: (name: string) => SeenColumn): Putter {
  if (part.kind === 'text') {
    const bytes = Buffer.from(part.text)
    return (texts) => append(texts, bytes)
  }
  const column = seen(part.name)
  const slotOf = (slot: number): number => column.slots?.[slot] ?? slot
  return part.kind === 'hash' ? hashPutter(column, part.letters, slotOf) : valuePutter(column, part.digits, slotOf)
}

function hashPutter(column: SeenColumn, letters: number, slotOf: (slot: number) => number): Putter {
  const of = withoutNull(column.drawn)
  if (of.layout !== 'numbers' && of.layout !== 'codes') throw noText(column)
  const values = of.layout === 'numbers' ? of.values : of.codes
  return (texts, slot) => {
    texts.ensure(letters)
    putHashLetters(texts.bytes, texts.usedBytes, values[slotOf(slot)] ?? 0, letters)
    texts.usedBytes += letters
  }
}

function valuePutter(column: SeenColumn, digits: number, slotOf: (slot: number) => number): Putter {
  const of = withoutNull(column.drawn)
  if (of.layout === 'codes') {
    const { codes, pool } = of
    const bytes = pool.values.map((value) => {
      if (typeof value === 'object' && value !== null) throw noText(column)
      return Buffer.from(value === null ? '' : String(value).padStart(digits, '0'))
    })
    return (texts, slot) => append(texts, bytes[codes[slotOf(slot)] ?? 0] ?? Buffer.alloc(0))
  }
  if (of.layout !== 'numbers') throw noText(column)
  const { values } = of
  const textOf = numberText(bareType(column.definition.type))
  if (textOf === undefined) return (texts, slot) => appendInteger(texts, values[slotOf(slot)] ?? 0, digits)
  return (texts, slot) => appendText(texts, textOf(values[slotOf(slot)] ?? 0).padStart(digits, '0'))
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

function append(texts: TextBuffer, bytes: Uint8Array): void {
  const { byteLength } = bytes
  texts.ensure(byteLength)
  const to = texts.bytes
  const offset = texts.usedBytes
  // Byte by byte: texts are short, and `set` costs more than copying them.
  for (let i = 0; i < byteLength; i++) to[offset + i] = bytes[i] ?? 0
  texts.usedBytes = offset + byteLength
}

function appendText(texts: TextBuffer, text: string): void {
  texts.ensure(text.length)
  texts.usedBytes += texts.bytes.write(text, texts.usedBytes, 'latin1')
}

const zero = 0x30
const minus = 0x2d

function appendInteger(texts: TextBuffer, value: number, digitsMin: number): void {
  let length = 1
  for (let rest = Math.abs(value); rest >= 10; rest = Math.floor(rest / 10)) length++
  length = Math.max(length, digitsMin)
  texts.ensure(length + 1)
  const { bytes } = texts
  if (value < 0) bytes[texts.usedBytes++] = minus
  let rest = Math.abs(value)
  for (let i = texts.usedBytes + length - 1; i >= texts.usedBytes; i--) {
    const next = Math.floor(rest / 10)
    bytes[i] = zero + rest - next * 10
    rest = next
  }
  texts.usedBytes += length
}

function noText({ definition }: SeenColumn): RangeError {
  return new RangeError(`the values of column ${definition.name} have no text that a template can hold`)
}
