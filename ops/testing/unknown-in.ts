// What an expression asks for and no scrape has: it would be empty for ever, and an alert on it silent.
import { readPromql } from './promql.ts'

/** Metrics, and labels as `metric{label}` or `by (label)`. Throws when it is no PromQL. */
export function unknownIn(expression: string, exported: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const { selectors, groupedBy } = readPromql(expression)
  const labelsOf = (metric: string): ReadonlySet<string> => exported.get(metric) ?? new Set()
  return [
    ...selectors.map(({ metric }) => metric).filter((metric) => !exported.has(metric)),
    ...selectors.flatMap(({ metric, labels }) =>
      labels.filter((label) => !labelsOf(metric).has(label)).map((label) => `${metric}{${label}}`),
    ),
    ...groupedBy
      .filter((label) => !selectors.some(({ metric }) => labelsOf(metric).has(label)))
      .map((label) => `by (${label})`),
  ]
}
