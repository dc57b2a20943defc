// The gate: measures, and measures once more before it says that something has become slower.
import type { Ratios } from './measure-ratios.ts'
import { slowerCases } from './slower-cases.ts'

/** Lines for people, one for each case that was too slow both times; none when all is well. */
export async function checkGate(measure: () => Promise<Ratios>, baselines: Ratios): Promise<string[]> {
  const first = await measure()
  if (slowerCases(first, baselines).length === 0) return []
  return slowerCases(bestOf(first, await measure()), baselines)
}

function bestOf(first: Ratios, second: Ratios): Ratios {
  return Object.fromEntries(Object.entries(first).map(([name, ratio]) => [name, Math.max(ratio, second[name] ?? 0)]))
}
