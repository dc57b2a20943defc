// How many events there are, as far as it is known: unique users take long to count while rows pour in, and the total comes
// with them; by then a range may have counted more.

/** The largest count that was answered: the total is never less than what a range holds. */
export function overviewTotal(counted: number | undefined, inRange: number | undefined): number | undefined {
  if (counted === undefined) return undefined
  return Math.max(counted, inRange ?? 0)
}
