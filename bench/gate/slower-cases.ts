// Which cases have become slower than may be, in words.
import type { Ratios } from './measure-ratios.ts'

/**
 * What part of its baseline a ratio must keep. Other machines may differ by a third from the one that the baselines are
 * from; code that does its work twice is below all of them.
 */
const keptShareMin = 0.6
/** CRC-32 uses instructions that one processor has in twice the width of another: this finds what does without them. */
const keptShareMinOf: Readonly<Record<string, number>> = { 'CRC-32': 0.3 }

/** One line for each; none when all is well. Throws when there are other cases than baselines. */
export function slowerCases(ratios: Ratios, baselines: Ratios): string[] {
  const [measured, known] = [Object.keys(ratios).sort().join(', '), Object.keys(baselines).sort().join(', ')]
  if (measured !== known) {
    throw new Error(`baselines are of ${known}, the gate has ${measured}: run node bench/gate/update-baselines.ts`)
  }
  return Object.entries(ratios).flatMap(([name, ratio]) => {
    const floor = (baselines[name] ?? Infinity) * (keptShareMinOf[name] ?? keptShareMin)
    if (ratio >= floor) return []
    return [
      `${name} is at ${ratio.toFixed(3)} of the reference's speed, below ${floor.toFixed(3)} (baseline ${baselines[name]?.toFixed(3)})`,
    ]
  })
}
