// What a PromQL expression asks for, read by Prometheus' own grammar.
import { parser } from '@prometheus-io/lezer-promql'

interface Selector {
  readonly metric: string
  /** Names of labels that it is narrowed by. */
  readonly labels: readonly string[]
}

export interface ReadPromql {
  readonly selectors: readonly Selector[]
  /** Of `by (…)`. */
  readonly groupedBy: readonly string[]
}

/** Throws with the place of what is no PromQL. */
export function readPromql(expression: string): ReadPromql {
  const selectors: { metric: string; labels: string[] }[] = []
  const groupedBy: string[] = []
  parser.parse(expression).iterate({
    enter: (node) => {
      const text = expression.slice(node.from, node.to)
      if (node.type.isError) throw new SyntaxError(`no PromQL at ${node.from}: ${expression}`)
      if (node.name === 'VectorSelector') selectors.push({ metric: '', labels: [] })
      const last = selectors.at(-1)
      if (node.name === 'Identifier' && last !== undefined) last.metric = text
      if (node.name !== 'LabelName') return
      if (node.matchContext(['GroupingLabels'])) groupedBy.push(text)
      else last?.labels.push(text)
    },
  })
  return { selectors, groupedBy }
}
