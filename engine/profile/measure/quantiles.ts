// How numbers are spread: their quantiles, close together at both ends, where a straight line between two would say least.
import { z } from 'zod'
import type { WarehouseReader } from '../../warehouse/warehouse-reader.ts'

export type Point = readonly [share: number, value: number]

const ends = [0.0001, 0.0002, 0.0005, 0.001, 0.0015, 0.002, 0.003, 0.004, 0.005, 0.006, 0.007, 0.008, 0.009]
const nearEnds = [0.0125, 0.015, 0.0175, 0.025, 0.035, 0.045]
const hundredths = Array.from({ length: 99 }, (_, i) => (i + 1) / 100)
export const fineShares: readonly number[] = [
  ...[0, 1],
  ...hundredths,
  ...[...ends, ...nearEnds].flatMap((share) => [share, Number((1 - share).toFixed(4))]),
].toSorted((a, b) => a - b)
export const coarseShares: readonly number[] = [
  0, 0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1,
]

const quantilesRow = z.object({ quantiles: z.array(z.number().nullable()) })

/** `rest`: what stands behind SELECT: from where, and which rows. Empty when there are none. */
export async function quantilesOf(
  reader: WarehouseReader,
  number: string,
  rest: string,
  shares: readonly number[],
): Promise<Point[]> {
  const levels = shares.map((share) => Number(share.toFixed(6))).join(', ')
  const [row] = await reader.query(
    `SELECT quantilesExact(${levels})(assumeNotNull(${number})) AS quantiles ${rest}`,
    quantilesRow,
  )
  const values = row?.quantiles ?? []
  return shares.flatMap((share, i): Point[] => {
    const value = values[i]
    return typeof value === 'number' ? [[share, value]] : []
  })
}
