// Bars one after the other from zero.
import { element } from './element.ts'
import type { Scale } from './scale.ts'

const barHeight = 11

export interface Segment {
  /** Its class. */
  readonly name: string
  readonly value: number
}

export function stackMark(segments: readonly Segment[], scale: Scale, middle: number): string {
  let sum = 0
  return segments
    .map(({ name, value }) => {
      const [from, to] = [scale.of(sum), scale.of(sum + value)]
      sum += value
      if (value <= 0) return ''
      const [y, width] = [middle - barHeight / 2, Math.max(1, to - from)]
      return element('rect', { class: name, x: from, y, width, height: barHeight, rx: 1.5 })
    })
    .join('')
}
