// Every setting varied, for the example of a report.
import type { SweepResult } from '../bench-report.ts'
import type { Around } from './noise.ts'

const mebibyte = 2 ** 20

export function exampleSweeps(around: Around, speed: number): SweepResult[] {
  const sweep = (
    setting: SweepResult['setting'],
    title: string,
    [usual, best]: readonly [usual: number, best: number],
    points: readonly (readonly [value: number, rate: number])[],
  ): SweepResult => ({
    setting,
    title,
    usual,
    best,
    points: points.map(([value, rate]) => ({
      value,
      rowsPerSecond: around(rate * speed),
      peakRssBytes: around((420 + 50 * Math.log2(1 + value / 100)) * mebibyte),
    })),
  })
  return [
    sweep(
      'workers',
      'worker threads',
      [2, 2],
      [
        [1, 0.71e6],
        [2, 0.84e6],
        [3, 0.83e6],
        [4, 0.8e6],
      ],
    ),
    sweep(
      'batchRows',
      'rows of a batch',
      [1e5, 2e5],
      [
        [25e3, 0.52e6],
        [50e3, 0.7e6],
        [1e5, 0.84e6],
        [2e5, 0.9e6],
        [4e5, 0.86e6],
      ],
    ),
    sweep(
      'insertsInFlight',
      'inserts at once',
      [4, 4],
      [
        [1, 0.55e6],
        [2, 0.77e6],
        [4, 0.84e6],
        [8, 0.83e6],
      ],
    ),
    sweep(
      'rows',
      'rows in all',
      [1e7, 1e6],
      [
        [1e6, 0.88e6],
        [1e7, 0.84e6],
        [1e8, 0.81e6],
      ],
    ),
    sweep(
      'rollups',
      'with rollups',
      [1, 0],
      [
        [0, 1.05e6],
        [1, 0.84e6],
      ],
    ),
  ]
}
