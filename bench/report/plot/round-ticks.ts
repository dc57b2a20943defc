// Values on an axis that people like to read: multiples of 1, 2 or 5 times a power of ten.

/** From `low` to `high`, both included when they are round, with at most `stepCountMax` steps between them. */
export function roundTicks(low: number, high: number, stepCountMax: number): number[] {
  if (!(high > low)) return [low]
  const step = roundStep((high - low) / stepCountMax)
  const ticks: number[] = []
  for (let index = Math.ceil(low / step - 1e-9); index * step <= high + step * 1e-9; index++) {
    ticks.push(withoutDust(index * step))
  }
  return ticks
}

function roundStep(atLeast: number): number {
  const power = 10 ** Math.floor(Math.log10(atLeast))
  const factor = [1, 2, 5].find((candidate) => candidate * power >= atLeast * (1 - 1e-9)) ?? 10
  return factor * power
}

/** 0.6000000000000001 → 0.6 */
function withoutDust(value: number): number {
  return Number(value.toPrecision(12))
}
