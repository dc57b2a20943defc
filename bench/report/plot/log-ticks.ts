// Values on a logarithmic axis: powers of ten, and 2 and 5 times them where there is room; on a short one, round numbers.
import { roundTicks } from './round-ticks.ts'

const countMin = 3

/** From `low` to `high`, both above zero; few, but enough to see how the axis runs. */
export function logTicks(low: number, high: number, countMax: number): number[] {
  if (ticksOf(low, high, [1, 2, 5]).length < countMin) return roundTicks(low, high, countMax - 1)
  const factors = [[1, 2, 5], [1, 3], [1]].find((choice) => ticksOf(low, high, choice).length <= countMax)
  if (factors !== undefined) return ticksOf(low, high, factors)
  const tens = ticksOf(low, high, [1])
  const step = Math.ceil(tens.length / countMax)
  return tens.filter((_, index) => index % step === 0)
}

function ticksOf(low: number, high: number, factors: readonly number[]): number[] {
  const ticks: number[] = []
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
    for (const factor of factors) ticks.push(Number((factor * 10 ** power).toPrecision(12)))
  }
  return ticks.filter((tick) => tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9))
}
