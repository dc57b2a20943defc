// What a chart shows, in one sentence for who does not see it.
import { bucketWords } from './bucket-words.ts'
import { countedNoun, type CountedNoun } from './counted-noun.ts'
import { exactCount } from './exact-count.ts'
import type { SeriesColumns } from './series-columns.ts'

interface Place {
  readonly locale?: string | undefined
  readonly timeZone?: string | undefined
  readonly nowMs?: number
}

/** Total, and the buckets with the most and the fewest of them; those that count a part of their time are no candidates. */
export function seriesSummary(columns: SeriesColumns, noun: CountedNoun, place: Place = {}): string {
  const { counts, startsMs, intervalMs, total, firstWhole, lastWhole } = columns
  if (total === 0) return `No ${noun} in this range.`
  const buckets = counts.length === 1 ? 'one bucket' : `${exactCount(counts.length, place.locale)} buckets`
  const words = [`${exactCount(total, place.locale)} ${countedNoun(noun, total)} in ${buckets}.`]
  let most = firstWhole
  let fewest = firstWhole
  for (let index = firstWhole; index <= lastWhole; index++) {
    if ((counts[index] ?? 0) > (counts[most] ?? 0)) most = index
    if ((counts[index] ?? 0) < (counts[fewest] ?? 0)) fewest = index
  }
  const say = (index: number) =>
    `${exactCount(counts[index] ?? 0, place.locale)} in ${bucketWords(startsMs[index] ?? 0, intervalMs, place)}`
  if (firstWhole <= lastWhole) words.push(`Most: ${say(most)}.`, `Fewest: ${say(fewest)}.`)
  return words.join(' ')
}
