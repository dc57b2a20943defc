// Path data of a line through points.
import { roundPixels } from './round-pixels.ts'

export function linePath(points: readonly (readonly [x: number, y: number])[]): string {
  return points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${roundPixels(x)} ${roundPixels(y)}`).join('')
}
