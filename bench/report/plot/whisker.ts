// A line from the lowest sample to the highest, with caps; nothing where that is less than a pixel.
import type { Spread } from '../../measure/spread.ts'
import { element } from './element.ts'
import { roundPixels } from './round-pixels.ts'
import type { Scale } from './scale.ts'

export function whisker({ low, high }: Spread, scale: Scale, middle: number): string {
  const [from, to] = [scale.of(low), scale.of(high)]
  if (to - from < 1) return ''
  const cap = (x: number): string => `M${roundPixels(x)} ${roundPixels(middle - 3)}v6`
  return element('path', {
    class: 'whisker',
    d: `M${roundPixels(from)} ${roundPixels(middle)}H${roundPixels(to)}${cap(from)}${cap(to)}`,
  })
}
