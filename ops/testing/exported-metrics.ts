// What a scrape brings: the names of its series, with the labels that each has.
// Format: https://prometheus.io/docs/instrumenting/exposition_formats/

/** Labels that Prometheus adds to whatever it scrapes. */
const addedLabels = ['job', 'instance']

/** By the series' name: `x_bucket` as such. `up` is told by Prometheus itself. */
export function exportedMetrics(text: string): ReadonlyMap<string, ReadonlySet<string>> {
  const labels = new Map([['up', new Set(addedLabels)]])
  for (const line of text.split('\n').filter((each) => each !== '' && !each.startsWith('#'))) {
    const [, name = '', inBraces = ''] = /^(\w+)(?:\{(.*)\})? /.exec(line) ?? []
    const known = labels.get(name) ?? new Set(addedLabels)
    for (const [, label = ''] of inBraces.matchAll(/(\w+)="/g)) known.add(label)
    labels.set(name, known)
  }
  return labels
}
