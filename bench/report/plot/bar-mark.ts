// A bar from zero to the median, with whiskers.
import type { Spread } from '../../measure/spread.ts'
import type { Scale } from './scale.ts'
import { stackMark } from './stack-mark.ts'
import { whisker } from './whisker.ts'

export function barMark(spread: Spread, scale: Scale, middle: number): string {
  const { median } = spread
  return stackMark([{ name: 'bar', value: median }], scale, middle) + whisker(spread, scale, middle)
}
