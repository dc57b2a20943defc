// In how many rounds a contender takes part.
import type { Contender } from './contender.ts'

/** Peers are slow, and held against Millrace by factors, not by percents: they need no more than that. */
const peerRoundsMax = 3

/** Of `rounds` the first ones. */
export function roundsOf({ kind }: Pick<Contender, 'kind'>, rounds: number): number {
  return kind === 'peer' ? Math.min(rounds, peerRoundsMax) : rounds
}
