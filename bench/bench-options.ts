// What `make bench` is asked for, checked: every refusal names the value, the rule and the fix.
import { resolve } from 'node:path'
import type { EventDataset } from '@millrace/schemas/dataset/dataset.ts'
import { parseDataset } from '@millrace/engine/config/parse-dataset.ts'
import { configError } from '@millrace/engine/errors/millrace-error.ts'
import { parseRowCount } from '@millrace/engine/seed/parse-row-count.ts'

export const benchParts = ['stages', 'limits', 'seed', 'peers', 'sweeps'] as const
type BenchPart = (typeof benchParts)[number]

export interface BenchOptions {
  readonly dataset: EventDataset
  /** Of each run end to end. */
  readonly rows: number
  readonly rounds: number
  readonly parts: ReadonlySet<BenchPart>
  /** Of each point of a sweep. */
  readonly sweepRows: number
  /** The runs of different lengths. */
  readonly rowCounts: readonly number[]
  readonly outDir: string
}

/** As they are typed, by the names of the make variables, with what each is for. */
export const benchVariables = {
  ROWS: 'rows of each run end to end (default: 2e6)',
  ROUNDS: 'how often each is measured, in turns (default: 5)',
  ONLY: `a part, or several: ${benchParts.join(',')} (default: all of them)`,
  SWEEP_ROWS: 'rows of each point of the sweeps (default: 8e6, twenty inserts)',
  ROW_COUNTS: 'runs of how many rows are compared in the sweeps (default: 1e6,1e7; 1e8 when there is time)',
  DATASET: 'what is made (default: page_events)',
  OUT: 'the folder that the report is written to (default: bench/reports)',
} as const satisfies Record<string, string>

type BenchVariable = keyof typeof benchVariables
export type RawBenchOptions = Partial<Readonly<Record<BenchVariable, string>>>

const roundsMax = 1000

/** An empty variable counts as not given. */
export function givenBenchOptions(environment: NodeJS.ProcessEnv): RawBenchOptions {
  const names = Object.keys(benchVariables).filter((name) => (environment[name] ?? '') !== '')
  return Object.fromEntries(names.map((name) => [name, environment[name]]))
}

export function parseBenchOptions(raw: RawBenchOptions): BenchOptions {
  return {
    dataset: parseDataset(raw.DATASET ?? 'page_events'),
    rows: parseRowCount('ROWS', raw.ROWS ?? '2e6'),
    rounds: parseRounds(raw.ROUNDS ?? '5'),
    parts: new Set(raw.ONLY === undefined ? benchParts : raw.ONLY.split(',').map((part) => parsePart(part.trim()))),
    sweepRows: parseRowCount('SWEEP_ROWS', raw.SWEEP_ROWS ?? '8e6'),
    rowCounts: (raw.ROW_COUNTS ?? '1e6,1e7').split(',').map((count) => parseRowCount('ROW_COUNTS', count)),
    outDir: resolve(raw.OUT ?? 'bench/reports'),
  }
}

/** The command that asks for the same again. */
export function benchCommand(raw: RawBenchOptions): string {
  return ['make bench', ...Object.entries(raw).map(([name, value]) => `${name}=${value}`)].join(' ')
}

function parsePart(text: string): BenchPart {
  const part = benchParts.find((candidate) => candidate === text)
  if (part === undefined) throw configError('ONLY', text, `it may be one or several of ${benchParts.join(',')}`)
  return part
}

function parseRounds(text: string): number {
  const rounds = parseRowCount('ROUNDS', text)
  if (rounds > roundsMax) throw configError('ROUNDS', text, `it may be a whole number from 1 to ${roundsMax}`)
  return rounds
}
