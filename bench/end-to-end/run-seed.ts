// Has rows seeded by a process of its own, and takes what it measured.
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { minimalEnvironment } from '@millrace/engine/services/process/minimal-environment.ts'
import type { BlockFormat } from '@millrace/engine/block/block.ts'
import type { DrainKind } from '@millrace/engine/drain/drain-kind.ts'
import type { StagingKind } from '@millrace/engine/staging/staging.ts'
import { benchAnchorMs, benchDays } from '../limits/bench-times.ts'
import type { Arena } from './contender.ts'
import { seedOutcomeSchema, type SeedJob, type SeedOutcome } from './seed-job.ts'

const childFile = join(import.meta.dirname, 'seed-child.ts')
const startSecondsMax = 120
const rowsPerSecondMin = 5_000
const reasonLines = 3

/** What is not given is as the engine has it by default. */
export interface SeedSettings {
  readonly staging: StagingKind
  readonly rows: number
  readonly format?: BlockFormat
  readonly workers?: number
  readonly batchRows?: number
  readonly insertsInFlight?: number
  readonly drain?: DrainKind
  /** What is filled instead of the arena's dataset: `DATASET` or `TABLE`, as it is typed. */
  readonly target?: Readonly<Record<string, string>>
}

/** Into the arena's tables, with its services. Rejects with what the process said last; `signal` ends it at once. */
export async function runSeed(arena: Arena, settings: SeedSettings, signal: AbortSignal): Promise<SeedOutcome> {
  const answer = await new Promise<string>((resolve, reject) => {
    execFile(
      process.execPath,
      [childFile, JSON.stringify(seedJob(arena, settings))],
      {
        env: minimalEnvironment(),
        signal,
        timeout: Math.ceil(startSecondsMax + settings.rows / rowsPerSecondMin) * 1000,
      },
      (error, stdout, stderr) => {
        if (error === null) resolve(stdout)
        else reject(new Error(reasonOf(stderr, error), { cause: error }))
      },
    )
  })
  return seedOutcomeSchema.parse(JSON.parse(answer))
}

function seedJob({ config, dataset }: Arena, settings: SeedSettings): SeedJob {
  const { staging, rows, format, workers, batchRows, insertsInFlight, drain, target } = settings
  const arenaTarget = {
    DATASET: dataset.name,
    DAYS: String(benchDays),
    ANCHOR: new Date(benchAnchorMs).toISOString(),
  }
  return {
    config: {
      DATA_DIR: config.DATA_DIR,
      CLICKHOUSE_DATABASE: config.CLICKHOUSE_DATABASE,
      KAFKA_TOPIC: config.KAFKA_TOPIC,
      STAGING: staging,
      ...texts({ INSERTS_IN_FLIGHT: insertsInFlight, DRAIN: drain }),
    },
    options: {
      ...(target ?? arenaTarget),
      ROWS: String(rows),
      ...texts({ FORMAT: format, WORKERS: workers, BATCH_ROWS: batchRows }),
    },
  }
}

function texts(values: Readonly<Record<string, string | number | undefined>>): Record<string, string> {
  const given = Object.entries(values).filter(([, value]) => value !== undefined)
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)]))
}

function reasonOf(stderr: string, { killed, signal }: { killed?: boolean; signal?: string | null }): string {
  if (killed === true) return 'the seeding process took too long'
  if (typeof signal === 'string') return `the seeding process was ended by ${signal}`
  const lines = stderr.split('\n').filter((line) => line.trim() !== '' && !isStackFrame(line))
  return lines.slice(-reasonLines).join(' · ') || 'the seeding process ended without a reason'
}

function isStackFrame(line: string): boolean {
  return /^\s+at /.test(line)
}
