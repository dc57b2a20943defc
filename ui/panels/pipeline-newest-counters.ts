// The newest of what was pushed and what was asked for: one of them may have stood still.

interface Dated {
  /** ISO 8601. */
  readonly at: string
}

/** When they are of one moment, what was pushed. */
export function newestCounters<Pushed extends Dated, Asked extends Dated>(
  pushed: Pushed | undefined,
  asked: Asked | undefined,
): Pushed | Asked | undefined {
  if (pushed === undefined || asked === undefined) return pushed ?? asked
  return Date.parse(asked.at) > Date.parse(pushed.at) ? asked : pushed
}
