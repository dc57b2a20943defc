// Numbers of a column, by its name and the range of its type.
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import { numberRange } from '@millrace/schemas/column/number-range.ts'
import type { ColumnSource } from '@millrace/schemas/dataset/column-source.ts'
import { logNormal, power, uniform, type Distribution } from '@millrace/schemas/dataset/distribution.ts'
import type { ColumnToFill } from './choose-source.ts'
import { hasWord } from './name-words.ts'

const safe = { max: Number.MAX_SAFE_INTEGER }
const keysMax = 1_000_000

/** Each with numbers as they are read; a Decimal has them in units of its last digit. */
const byName: readonly (readonly [pattern: RegExp, distribution: Distribution])[] = [
  [/^(?:age)$/, uniform(18, 90)],
  [/^(?:year)$/, uniform(1990, 2030)],
  [/^(?:month)$/, uniform(1, 12)],
  [/^(?:day)$/, uniform(1, 28)],
  [/^(?:hour)$/, uniform(0, 23)],
  [/^(?:minute|second)$/, uniform(0, 59)],
  [/^(?:lat|latitude)$/, uniform(-60, 70)],
  [/^(?:lon|lng|long|longitude)$/, uniform(-180, 180)],
  [/^(?:percent|percentage|pct)$/, uniform(0, 100)],
  [/^(?:discount|tax|ratio|rate|share|probability|confidence)$/, uniform(0, 1)],
  [/^(?:rating|stars)$/, uniform(1, 5)],
  [/^(?:score)$/, uniform(0, 100)],
  [/^(?:port)$/, uniform(1_024, 65_535)],
  [/^(?:quantity|qty|count|passenger|passengers|items|num|number)$/, power(50, 3)],
  [/^(?:price|amount|total|cost|revenue|fee|fare|tip|tips|tolls|salary|balance|payment)$/, logNormal(40, 1, 1e6)],
  [/^(?:duration|elapsed|latency|ms|millis|timing|took)$/, logNormal(800, 1.2, 3.6e6)],
  [/^(?:size|bytes|length)$/, logNormal(4_000, 2, 1e9)],
  [/^(?:distance|miles|km)$/, logNormal(3, 0.9, 1_000)],
  [/^(?:width)$/, uniform(320, 2_560)],
  [/^(?:height)$/, uniform(480, 1_440)],
  [/^(?:weight|temperature|temp)$/, logNormal(12, 0.5, 500)],
]

export function chooseNumber({ type, isInSortingKey, table }: ColumnToFill, words: readonly string[]): ColumnSource {
  const { max } = numberRange(type) ?? safe
  if (/^(?:is|has|can|was)$/.test(words[0] ?? '') || hasWord(words, /^(?:flag|enabled|enable|deleted|active)$/)) {
    return { from: 'number', distribution: uniform(0, 1) }
  }
  if (isOwnId(words, table.name) && isInSortingKey && max >= 2 ** 31 - 1) return { from: 'sequence' }
  const named = byName.find(([pattern]) => hasWord(words, pattern))?.[1]
  if (named !== undefined) return { from: 'number', distribution: fitted(named, type, max) }
  if (hasWord(words, /^(?:id|ids|key|hash)$/)) return { from: 'number', distribution: power(Math.min(keysMax, max), 2) }
  if (type.kind === 'Float32' || type.kind === 'Float64') return { from: 'number', distribution: logNormal(10, 1, 1e6) }
  return { from: 'number', distribution: power(Math.min(10_000, max), 3, 0) }
}

/** `id`, or `order_id` in a table of orders. */
function isOwnId(words: readonly string[], table: string): boolean {
  if (words.at(-1) !== 'id' && words.at(-1) !== 'key') return false
  const of = words.slice(0, -1).join('')
  return (
    of === '' ||
    table
      .toLowerCase()
      .replaceAll(/[^a-z0-9]/g, '')
      .startsWith(of)
  )
}

/** In the type's own units, and no further than it reaches. */
function fitted(distribution: Distribution, type: ColumnType, max: number): Distribution {
  const unit = 'scale' in type ? 10 ** type.scale : 1
  const min = numberRange(type)?.min ?? -max
  const within = (value: number): number => Math.max(min, Math.min(max, value * unit))
  switch (distribution.shape) {
    case 'uniform':
      return { ...distribution, min: within(distribution.min), max: within(distribution.max) }
    case 'log-normal':
      return { ...distribution, median: within(distribution.median), max: within(distribution.max) }
    case 'power':
      return { ...distribution, count: Math.max(1, Math.min(max, distribution.count)) * (unit === 1 ? 1 : unit) }
    default:
      return distribution
  }
}
