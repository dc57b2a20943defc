// The same things in another order (Fisher and Yates), which the try's random numbers decide.
import type { RandomNumber } from '../matrix/random-numbers.ts'

export function shuffled<Value>(values: readonly Value[], random: RandomNumber): Value[] {
  const rest = [...values]
  const drawn: Value[] = []
  while (rest.length > 0) drawn.push(...rest.splice(Math.floor(random() * rest.length), 1))
  return drawn
}
