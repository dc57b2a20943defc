// Texts as they were measured: as many, as frequent and as long, but made up, unless those of the table may be told.
import { bareType } from '@millrace/schemas/column/bare-type.ts'
import type { CountSpread } from '@millrace/schemas/dataset-file/spread.ts'
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import type { SourceFileInput } from '../draft/dataset-draft.ts'
import type { MeasuredColumn } from '../measure/measured-column.ts'
import type { Point } from '../measure/quantiles.ts'
import { shareNumber, topOf, type ChosenColumn } from './chosen-column.ts'
import { isUnique } from './choose-measured-number.ts'
import { frequentShares } from './frequent-shares.ts'
import { madeUpTexts } from './made-up-texts.ts'
import { poolSize } from './pool-size.ts'
import { rankPoints, spreadPoints } from './spread-points.ts'

type PlainSource = Exclude<SourceFileInput, { from: 'case' }>

const fewTextsMax = 200
const lettersCount = 26
const roomPerWord = 100
const poolMax = 1_000_000
const pooledMax = 100_000
const hashLetters = { min: 8, max: 200 }
const emptyShareMin = 0.001

export function chooseMeasuredText(column: MeasuredColumn, keepsValues: boolean): ChosenColumn {
  const { summary } = column
  if (summary.distinctCount <= fewTextsMax) return chooseFew(column, keepsValues)
  if (!isPooled(column.parsed) && (isUnique(column) || summary.distinctCount > poolMax)) return chooseHash(column)
  const source = chooseWords(column)
  const empty = emptyShare(column)
  return isPooled(column.parsed) || empty < emptyShareMin
    ? { source, notes: ['made-up words of the same lengths'] }
    : orEmpty(column, source, empty)
}

/** Those that are there with their weights, each replaced by one of the same length. */
function chooseFew({ top, summary }: MeasuredColumn, keepsValues: boolean): ChosenColumn {
  const originals = new Set(top.map(({ text }) => text))
  const texts = keepsValues
    ? [...originals]
    : madeUpTexts(
        top.map(({ text }) => text.length),
        (text) => originals.has(text),
      )
  const weights = top.map(({ rowCount }) => shareNumber(rowCount / summary.valueCount))
  const notes = keepsValues ? [] : ['made-up texts as long as those of the table (VALUES=1 writes them as they are)']
  return { source: { from: 'choice', values: texts, weights }, notes }
}

function chooseWords(column: MeasuredColumn): PlainSource {
  const { summary, top, lengths, parsed } = column
  const texts = top.filter(({ text }) => text !== '')
  const rows = summary.valueCount * (1 - emptyShare(column))
  const distinctCount = summary.distinctCount - (top.length - texts.length)
  const shares = frequentShares(
    texts.map(({ rowCount }) => rowCount / rows),
    distinctCount,
  )
  const others = distinctCount - shares.length
  const otherRows = rows * (1 - shares.reduce((sum, share) => sum + share, 0))
  const count = Math.min(
    isPooled(parsed) ? pooledMax : poolMax,
    shares.length + poolSize(others, Math.max(others + 1, otherRows)),
  )
  const bare = bareType(parsed)
  // Words are all different, for which short ones do not suffice: those are made longer.
  if (bare.kind === 'FixedString' && count * roomPerWord > lettersCount ** bare.lengthBytes) {
    return { from: 'pattern', pattern: `[a-z0-9]{${bare.lengthBytes}}`, count, ...topOf(shares) }
  }
  const topLengths = texts.slice(0, shares.length).map(({ text }) => Buffer.byteLength(text))
  return {
    from: 'words',
    count,
    lengths: lengthSpread(lengths),
    ...(topLengths.length > 0 && { topLengths }),
    ...topOf(shares),
  }
}

/** A hidden column says which of the two it is. */
function orEmpty({ name }: MeasuredColumn, words: PlainSource, empty: number): ChosenColumn {
  const column = `${name}_given`
  const values = { empty: shareNumber(empty), given: shareNumber(1 - empty) }
  return {
    source: { from: 'case', column, when: { empty: { from: 'choice', values: [''] } }, else: words },
    notes: ['made-up words of the same lengths, or nothing'],
    hidden: { name: column, type: 'String', source: { from: 'choice', values } },
  }
}

/** So many that they are not kept: letters made of a number, one for each row, or one that is drawn as often as its text. */
function chooseHash(column: MeasuredColumn): ChosenColumn {
  const { name, summary, top, lengths } = column
  const median = lengths.find(([share]) => share >= 0.5)?.[1] ?? 0
  const letters = Math.min(hashLetters.max, Math.max(hashLetters.min, Math.round(median)))
  const number = `${name}_number`
  const shares = frequentShares(
    top.map(({ rowCount }) => rowCount / summary.valueCount),
    summary.distinctCount,
  )
  const points = rankPoints(
    shares,
    poolSize(summary.distinctCount, Math.max(summary.distinctCount + 1, summary.valueCount)),
  )
  const numbers: SourceFileInput = isUnique(column)
    ? { from: 'sequence' }
    : { from: 'quantiles', points: points.map(([share, rank]) => [share, Math.round(rank)]) }
  return {
    source: { from: 'template', template: `{${number}:hash${letters}}` },
    notes: [
      isUnique(column)
        ? 'a text of its own for each row'
        : 'too many different texts to list: letters made of a number',
    ],
    hidden: { name: number, type: 'UInt64', source: numbers },
  }
}

function lengthSpread(lengths: readonly Point[]): CountSpread {
  const points = spreadPoints(lengths, []).map(([share, length]): [number, number] => [share, Math.round(length)])
  const [[, least], [, most]] = [points[0] ?? [0, 0], points.at(-1) ?? [1, 0]]
  return least === most ? { from: 'uniform', min: least, max: most } : { from: 'quantiles', points }
}

/** A dictionary, and texts of one length, are of one pool: made of nothing else, nor by cases. */
function isPooled(type: ColumnType): boolean {
  return type.kind === 'LowCardinality' || bareType(type).kind === 'FixedString'
}

function emptyShare({ summary, top }: MeasuredColumn): number {
  return (top.find(({ text }) => text === '')?.rowCount ?? 0) / summary.valueCount
}
