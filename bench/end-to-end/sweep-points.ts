// Which settings a sweep tries, as plain values: one setting varied, all others as they are by default.
import type { SweepResult } from '../report/bench-report.ts'

export interface SweptSettings {
  readonly workers: number
  readonly batchRows: number
  readonly insertsInFlight: number
  readonly rows: number
  /** 1 with them, 0 without. */
  readonly rollups: number
}

export interface Sweep {
  readonly setting: SweepResult['setting']
  readonly title: string
  /** What the points are held against, one of them. */
  readonly usual: number
  /** Rising. */
  readonly points: readonly SweepPoint[]
}

export interface SweepPoint {
  readonly value: number
  readonly settings: SweptSettings
}

export interface SweepsOptions {
  readonly usual: SweptSettings
  readonly cores: number
  /** Runs of so many rows are held against the first of them. */
  readonly rowCounts: readonly number[]
}

export function sweepsFrom({ usual, cores, rowCounts }: SweepsOptions): Sweep[] {
  const sweep = (title: string, setting: Sweep['setting'], tried: readonly number[], own = usual[setting]): Sweep => ({
    setting,
    title,
    usual: own,
    points: [...new Set([...tried, own])]
      .sort((a, b) => a - b)
      .map((value) => ({ value, settings: { ...usual, [setting]: value } })),
  })
  return [
    sweep('worker threads', 'workers', [1, 2, 3, 4, cores]),
    sweep('rows of a batch', 'batchRows', [25_000, 50_000, 100_000, 200_000, 400_000, 800_000]),
    sweep('inserts at once', 'insertsInFlight', [1, 2, 4, 8]),
    sweep('without and with rollups', 'rollups', [0, 1]),
    sweep('rows of a run', 'rows', rowCounts, rowCounts[0]),
  ]
}
