// A histogram that was counted elsewhere, in Prometheus' text format, for which the metrics library has no door.
// Format: https://prometheus.io/docs/instrumenting/exposition_formats/

export interface CountedHistogram {
  readonly name: string
  readonly help: string
  readonly boundsSeconds: readonly number[]
  /** One for each bound and one beyond; not cumulative. */
  readonly counts: readonly number[]
  readonly sumSeconds: number
}

export function histogramText({ name, help, boundsSeconds, counts, sumSeconds }: CountedHistogram): string {
  let cumulative = 0
  const buckets = [...boundsSeconds.map(String), '+Inf'].map((bound, i) => {
    cumulative += counts[i] ?? 0
    return `${name}_bucket{le="${bound}"} ${cumulative}`
  })
  return [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} histogram`,
    ...buckets,
    `${name}_sum ${sumSeconds}`,
    `${name}_count ${cumulative}`,
    '',
  ].join('\n')
}
