// UUIDs and addresses as they were measured: as many and as frequent, but others.
import { bareType } from '@millrace/schemas/column/bare-type.ts'
import type { SourceFileInput } from '../draft/dataset-draft.ts'
import type { MeasuredColumn } from '../measure/measured-column.ts'
import { topOf, type ChosenColumn } from './chosen-column.ts'
import { isUnique } from './choose-measured-number.ts'
import { frequentShares } from './frequent-shares.ts'
import { poolSize } from './pool-size.ts'
import { rankPoints } from './spread-points.ts'

const poolMax = 1_000_000
const timedShareMin = 0.99
/** 10.0.0.0/8: addresses that are nobody's. */
const privateNetwork = { first: 0x0a00_0000, count: 2 ** 24 }

export function chooseMeasuredUuid(column: MeasuredColumn): ChosenColumn {
  const { summary } = column
  const isTimed = summary.timedCount >= timedShareMin * summary.valueCount
  const oneEach: SourceFileInput = isTimed ? { from: 'uuid', version: 7 } : { from: 'uuid' }
  if (isUnique(column)) return { source: oneEach, notes: ['one for each row'] }
  if (summary.distinctCount > poolMax) {
    return { source: oneEach, notes: ['more different ones than can be kept: here one for each row'] }
  }
  return { source: { from: 'faker', method: 'string.uuid', ...poolOf(column) }, notes: [] }
}

export function chooseMeasuredAddress(column: MeasuredColumn): ChosenColumn {
  if (bareType(column.parsed).kind === 'IPv6') {
    return {
      source: { from: 'faker', method: 'internet.ipv6', ...poolOf(column) },
      notes: ['other addresses, as many'],
    }
  }
  const { count, top = [] } = poolOf(column)
  const points = rankPoints(top, Math.max(2, Math.min(privateNetwork.count, count)))
  const addresses = points.map(([share, rank]): [number, number] => [
    share,
    privateNetwork.first + Math.round(rank) - 1,
  ])
  return { source: { from: 'quantiles', points: addresses }, notes: ['other addresses, as many, of 10.0.0.0/8'] }
}

function poolOf({ summary, top }: MeasuredColumn): { count: number; top?: number[] } {
  const { distinctCount, valueCount } = summary
  const shares = frequentShares(
    top.map(({ rowCount }) => rowCount / valueCount),
    distinctCount,
  )
  const others = distinctCount - shares.length
  const otherRows = valueCount * (1 - shares.reduce((sum, share) => sum + share, 0))
  const count = shares.length + poolSize(others, Math.max(others + 1, otherRows))
  return { count: Math.min(poolMax, Math.round(count)), ...topOf(shares) }
}
