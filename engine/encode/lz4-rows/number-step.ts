// A number: literals, little-endian. What repeats in it, its high bytes, goes into the match of the column behind it.
import { widthBytes, type ColumnType } from '@millrace/schemas/column/column-type.ts'
import type { DrawnColumn } from '../../generate/column/drawn-column.ts'
import { advance, get, load, set, shl, store } from '../../wasm/wat.ts'
import { numberForm, type NumberForm } from '../batch/put-number.ts'
import type { LoopSlot, RowLoopSource } from './row-loop-source.ts'
import type { HighBytes, RowStep } from './row-step.ts'

export function numberStep(
  loop: RowLoopSource,
  type: ColumnType,
  { values, factor }: Extract<DrawnColumn, { layout: 'numbers' }>,
  slot: LoopSlot,
): RowStep {
  const form = numberForm(type)
  const width = widthBytes(type) ?? 0
  const whole = loop.local('whole', 'i64')
  const value = load('f64.load', loop.input(values, slot), shl(slot.number, 3))
  const source = `
    ${putSource(form, value, whole, factor)}
    ${advance('end', width)}
    ${advance('at', width)}`
  const high = factor === 1 ? highBytes(form, whole) : undefined
  return { source, bytesMin: width, bytesMax: width, bytesSource: width, ...(high === undefined ? {} : { high }) }
}

/** `whole`: the local that is left with a whole number. */
function putSource(form: NumberForm, value: string, whole: string, factor: number): string {
  const end = get('end')
  if (form === 'float32') return store('f32.store', 0, end, `(f32.demote_f64 ${value})`)
  if (form === 'float64') return store('f64.store', 0, end, value)
  const truncated = `(i64.trunc_sat_f64_s ${value})`
  const number = set(whole, factor === 1 ? truncated : `(i64.mul ${truncated} (i64.const ${factor}))`)
  if (form < 8) return number + store(`i64.store${form * 8}`, 0, end, get(whole))
  const signs = Array.from({ length: form / 8 - 1 }, (_, i) =>
    store('i64.store', (i + 1) * 8, end, `(i64.shr_s ${get(whole)} (i64.const 63))`),
  )
  return [number, store('i64.store', 0, end, get(whole)), ...signs].join('\n')
}

function highBytes(form: NumberForm, whole: string): HighBytes | undefined {
  const above = (bits: number): string => `(i64.shr_s ${get(whole)} (i64.const ${bits}))`
  if (form === 8) return { byteCount: 5, source: above(24) }
  if (form === 4) return { byteCount: 2, source: above(16) }
  return undefined
}
