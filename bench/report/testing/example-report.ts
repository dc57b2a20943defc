// A report with everything in it, as a bench on two cores would bring it: for tests of what is made from reports.
import { spreadOf } from '../../measure/spread.ts'
import type { BenchReport } from '../bench-report.ts'
import { exampleRuns } from './example-runs.ts'
import { exampleStages } from './example-stages.ts'
import { exampleSweeps } from './example-sweeps.ts'
import { noisy, seededRandom, type Around } from './noise.ts'

export interface ExampleOptions {
  /** Another seed is another bench of the same program on the same machine. */
  readonly seed?: number
  readonly rounds?: number
  /** Standard deviation of a sample, as a share of it. */
  readonly noise?: number
  /** How much faster the program is than usual; limits and peers stay as they are. */
  readonly speed?: number
}

export function exampleReport({ seed = 1, rounds = 5, noise = 0.03, speed = 1 }: ExampleOptions = {}): BenchReport {
  const random = seededRandom(seed)
  const around: Around = (value, count = rounds) =>
    spreadOf(Array.from({ length: count }, () => noisy(random, value, noise)))
  return {
    version: 1,
    startedAt: '2026-11-24T09:30:00.000Z',
    seconds: 512.4,
    command: 'make bench ROWS=2e6 ROUNDS=5',
    revision: 'ffb67150a1b2+',
    machine: {
      cpu: 'Example Processor 2.40GHz',
      cores: 2,
      memoryBytes: 8 * 2 ** 30,
      system: 'Linux 6.1.0 x64',
      loadBefore: 0.12,
      versions: { node: '22.23.3', clickhouse: '26.7.2.1', kafka: '4.3.0', java: '17.0.15', 'lz4-napi': '2.9.0' },
    },
    dataset: 'page_events',
    rows: 2_000_000,
    rounds,
    stages: exampleStages(around, speed),
    runs: exampleRuns(around, speed, random),
    sweeps: exampleSweeps(around, speed),
    skipped: [
      { what: 'peer go', why: 'Go is not installed' },
      { what: '1e8 rows', why: 'only when asked for: SWEEP_ROWS=1e8' },
    ],
  }
}
