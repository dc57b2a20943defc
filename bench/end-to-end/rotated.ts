// The order of a round: each begins with another one, so that none is always the one that runs first, or after the same
// neighbour's leftovers.

/** Over all `rounds` (this one counted from 0) the beginning moves once through the whole list. */
export function rotated<Each>(list: readonly Each[], round: number, rounds: number): Each[] {
  const first = Math.floor((round * list.length) / rounds)
  return [...list.slice(first), ...list.slice(0, first)]
}
