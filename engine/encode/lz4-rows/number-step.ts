// A number: literals, little-endian. What repeats in it, its high bytes, goes into the match of the column behind it.
import { widthBytes, type ColumnType } from '@millrace/schemas/column/column-type.ts'
import type { DrawnColumn } from '../../generate/column/drawn-column.ts'
import { numberForm, putNumber, type NumberForm } from '../batch/put-number.ts'
import type { RowLoopSource } from './row-loop-source.ts'
import type { HighBytes, RowStep } from './row-step.ts'

const wordValues = 2 ** 32

/** `slot`: the name of the row's slot. */
export function numberStep(
  loop: RowLoopSource,
  type: ColumnType,
  { values, factor }: Extract<DrawnColumn, { layout: 'numbers' }>,
  slot: string,
): RowStep {
  const form = numberForm(type)
  const width = widthBytes(type) ?? 0
  const value = loop.name('value')
  const source = `
    const ${value} = ${loop.constant('values', values)}[${slot}]
    ${putSource(loop, form, value, factor)}
    end += ${width}
    at += ${width}`
  const high = factor === 1 ? highBytes(form, value) : undefined
  return {
    source,
    bytesMin: width,
    bytesMax: width,
    bytesSource: String(width),
    ...(high === undefined ? {} : { high }),
  }
}

function putSource(loop: RowLoopSource, form: NumberForm, value: string, factor: number): string {
  switch (form) {
    case 1:
      return `out.setUint8(end, ${value})`
    case 2:
      return `out.setUint16(end, ${value}, true)`
    case 4:
      return `out.setUint32(end, ${value}, true)`
    case 'float32':
      return `out.setFloat32(end, ${value}, true)`
    case 'float64':
      return `out.setFloat64(end, ${value}, true)`
    case 8:
      return putInt64Source(value, factor)
    default:
      return `${loop.constant('putNumber', putNumber)}(out, end, ${JSON.stringify(form)}, ${value}, ${factor})`
  }
}

/** What `putInt64` does, in the loop itself: V8 would hand its floats over in new objects. */
function putInt64Source(value: string, factor: number): string {
  const words = `const high = Math.floor(${value} / ${wordValues})
    const low = ${value} - high * ${wordValues}`
  if (factor === 1) return `{ ${words}; out.setUint32(end, low, true); out.setInt32(end + 4, high, true) }`
  return `{
    ${words}
    const product = low * ${factor}
    const carry = Math.floor(product / ${wordValues})
    out.setUint32(end, product - carry * ${wordValues}, true)
    out.setInt32(end + 4, high * ${factor} + carry, true)
  }`
}

function highBytes(form: NumberForm, value: string): HighBytes | undefined {
  if (form === 8) return { byteCount: 5, source: `Math.floor(${value} / ${2 ** 24})` }
  if (form === 4) return { byteCount: 2, source: `Math.floor(${value} / ${2 ** 16})` }
  return undefined
}
