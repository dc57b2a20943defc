// What becomes of requests between the processes and a service just now. All shares are of the requests that are sent.
export interface Network {
  /** Nothing gets through, nor does what is under way. */
  isAway: boolean
  /** Never arrives. */
  unsentShare: number
  /** Arrives, sooner or later, and the answer does not. */
  unansweredShare: number
  /** Of inserts of blocks: is refused, as if the block was none. */
  refusedShare: number
  /** How many times as long everything takes. */
  slowness: number
}

export function quietNetwork(): Network {
  return { isAway: false, unsentShare: 0, unansweredShare: 0, refusedShare: 0, slowness: 1 }
}
