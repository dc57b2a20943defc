// A dot at the median, whiskers, and every sample faintly.
import type { Spread } from '../../measure/spread.ts'
import { element } from './element.ts'
import type { Scale } from './scale.ts'
import { whisker } from './whisker.ts'

export function dotMark(spread: Spread, scale: Scale, middle: number): string {
  const samples = spread.samples.length > 1 ? spread.samples : []
  return [
    whisker(spread, scale, middle),
    ...samples.map((sample) => element('circle', { class: 'sample', cx: scale.of(sample), cy: middle, r: 2 })),
    element('circle', { class: 'dot', cx: scale.of(spread.median), cy: middle, r: 4 }),
  ].join('')
}
