// Where the generated values are not as the dataset intends: shares and quantiles that are further off than chance explains.
import { bareType } from '@millrace/schemas/column/bare-type.ts'
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import type { ColumnSource } from '@millrace/schemas/dataset/column-source.ts'
import type { ColumnDefinition } from '@millrace/schemas/dataset/dataset.ts'
import { compileDistribution } from '../generate/distribution/compile-distribution.ts'
import { poolWeights } from '../generate/pool/pool-weights.ts'
import { shownText } from '../preview/shown-value.ts'
import { measureKind } from '../profile/measure/column-kind.ts'
import { numberOfText, type DescribedValues } from './drawn-column-values.ts'

/** Standard deviations: of a thousand figures, chance puts one so far off in a hundred descriptions. */
const deviationsMax = 4.5
const shareMin = 0.001
const gridSize = 1 << 16
const quantileShares = [0.5, 0.99]

/** A line for each; none where the source says nothing that could be compared. */
export function intendedDeviations(column: ColumnDefinition, values: DescribedValues): string[] {
  return ofSource(column.source, column.type, values)
}

function ofSource(source: ColumnSource, type: ColumnType, values: DescribedValues): string[] {
  const { texts, drawnCount } = values
  switch (source.from) {
    case 'nullable': {
      const nulls = texts.filter((text) => text === undefined).length / texts.length
      const given = texts.filter((text) => text !== undefined)
      const inner = { texts: given, drawnCount: (drawnCount * given.length) / texts.length }
      return [
        ...shareDeviation('NULL', source.nullShare, nulls, drawnCount),
        ...(given.length === 0 ? [] : ofSource(source.of, type.kind === 'Nullable' ? type.inner : type, inner)),
      ]
    }
    case 'pool':
      return 'count' in source.values || source.weights.shape === 'in-turn'
        ? []
        : ofChoice(
            source.values.map((value) => (value === null ? undefined : shownText(value, type))),
            source,
            values,
          )
    case 'number':
      return measureKind(type) === 'number' ? ofNumbers(source, type, values) : []
    default:
      return []
  }
}

function ofChoice(
  choices: readonly (string | undefined)[],
  { weights }: Extract<ColumnSource, { from: 'pool' }>,
  { texts, drawnCount }: DescribedValues,
): string[] {
  const relative = poolWeights(weights, choices.length)
  const total = relative.reduce((sum, weight) => sum + weight, 0)
  const intended = new Map<string | undefined, number>()
  choices.forEach((choice, i) => intended.set(choice, (intended.get(choice) ?? 0) + (relative[i] ?? 0) / total))
  const found = new Map<string | undefined, number>()
  for (const text of texts) found.set(text, (found.get(text) ?? 0) + 1 / texts.length)
  return [...intended]
    .filter(([, share]) => share >= shareMin)
    .flatMap(([text, share]) => shareDeviation(text ?? 'NULL', share, found.get(text) ?? 0, drawnCount))
}

/** As many numbers must lie up to an intended quantile as it says. */
function ofNumbers(
  { distribution }: Extract<ColumnSource, { from: 'number' }>,
  type: ColumnType,
  { texts, drawnCount }: DescribedValues,
): string[] {
  const bare = bareType(type)
  const words = Uint32Array.from({ length: gridSize }, (_, i) => ((i + 0.5) / gridSize) * 2 ** 32)
  const grid = new Float64Array(gridSize)
  compileDistribution(distribution, !bare.kind.startsWith('Float'))(words, grid, 0, gridSize)
  const intended = 'scale' in bare ? grid.map((units) => units / 10 ** bare.scale) : grid
  intended.sort()
  const numbers = texts.map((text) => (text === undefined ? NaN : (numberOfText(text, type) ?? NaN)))
  return quantileShares.flatMap((share) => {
    const quantile = intended[Math.floor(share * gridSize)] ?? 0
    const upTo = intended.filter((each) => each <= quantile).length / gridSize
    const foundUpTo = numbers.filter((each) => each <= quantile).length / numbers.length
    return shareDeviation(`up to ${quantile}`, upTo, foundUpTo, drawnCount)
  })
}

function shareDeviation(what: string, intended: number, found: number, drawnCount: number): string[] {
  const chance = Math.sqrt((intended * (1 - intended)) / drawnCount) + 1 / drawnCount
  if (Math.abs(found - intended) <= deviationsMax * chance) return []
  return [`${what}: ${percent(found)} instead of ${percent(intended)}`]
}

export function percent(share: number): string {
  return `${Number((share * 100).toPrecision(3))} %`
}
