// Noise for tests that is the same every time: normal around a value, as far as six dice make it.
import type { Spread } from '../../measure/spread.ts'

/** A spread of so many samples (usually as many as there are rounds) around a value. */
export type Around = (value: number, sampleCount?: number) => Spread

/** Park and Miller's generator: https://en.wikipedia.org/wiki/Lehmer_random_number_generator */
export function seededRandom(seed: number): () => number {
  // Neighbouring seeds have to be far apart: it is a multiplication alone that leads on.
  let state = ((seed * 7_919_777 + 1) % 2_147_483_646) + 1
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return (state - 1) / 2_147_483_646
  }
}

/** `share`: standard deviation as a share of the value. */
export function noisy(random: () => number, value: number, share: number): number {
  let sum = 0
  for (let dice = 0; dice < 6; dice++) sum += random() - 0.5
  // Six uniform numbers have a variance of 6/12.
  return value * (1 + share * sum * Math.SQRT2)
}
