// What `make bench` finds out, as `latest.json` holds it: written by the bench, read by the report and by the comparison.
//
// Rates are rows per second, sizes bytes, CPU is seconds of one core per million rows. Whatever was measured several times
// is a spread over rounds; ratios are taken within a round, because only neighbours in time can be compared on a busy machine.
import { z } from 'zod'
import { spreadSchema } from '../measure/spread.ts'

const cpuSchema = z.strictObject({
  /** The program itself: Millrace with its workers, or the peer. */
  program: spreadSchema,
  clickhouse: spreadSchema,
  kafka: spreadSchema,
})

/** One worker's work, alone on a core. */
export const stageSchema = z.strictObject({
  /** `generate`, `encode`, `compress`, `checksum`, `stage`, `consume`, `insert`, or `bound`. */
  stage: z.string(),
  /** What is different from others of the stage: `RowBinary`, `Native into MergeTree`, `spool`. */
  variant: z.string(),
  rowsPerSecond: spreadSchema,
  /** Of what goes in or comes out, whichever is encoded. */
  bytesPerSecond: spreadSchema.optional(),
  cpuSecondsPerMillionRows: spreadSchema,
})

const runKinds = ['limit', 'server', 'seed', 'peer'] as const

/** Rows that are made somewhere and end in ClickHouse. */
export const runSchema = z.strictObject({
  /** Unique in the report, the same from report to report: `seed native kafka`, `peer go`. */
  id: z.string(),
  /** `limit`: ready-made frames and nothing else. `server`: INSERT SELECT. */
  kind: z.enum(runKinds),
  /** One line for people. */
  title: z.string(),
  rows: z.int(),
  rowsPerSecond: spreadSchema,
  /** To the limit of the same format in the same round. */
  ratioToLimit: spreadSchema.optional(),
  /** To the server's own INSERT SELECT in the same round. */
  ratioToServer: spreadSchema.optional(),
  cpuSecondsPerMillionRows: cpuSchema.optional(),
  peakRssBytes: spreadSchema.optional(),
  insertLatencyMs: z.strictObject({ p50: z.number(), p90: z.number(), p99: z.number(), max: z.number() }).optional(),
  /** Inserts by their time in milliseconds: upper end of the bucket, how many. */
  latencyHistogram: z.array(z.tuple([z.number(), z.int()])).optional(),
  /** Of the last round: seconds since the start, rows in by then. */
  timeline: z.array(z.tuple([z.number(), z.int()])).optional(),
  /** What the last round left behind in the table and its rollups. */
  left: z
    .strictObject({ parts: z.int(), mergesRunning: z.int(), bytesPerRow: z.number(), rollupBytesPerRow: z.number() })
    .optional(),
  settings: z.strictObject({ workers: z.int(), batchRows: z.int(), insertsInFlight: z.int() }).optional(),
})

/** One setting varied, all others as they are by default. */
export const sweepSchema = z.strictObject({
  setting: z.enum(['workers', 'batchRows', 'insertsInFlight', 'rows', 'rollups']),
  title: z.string(),
  points: z
    .array(z.strictObject({ value: z.number(), rowsPerSecond: spreadSchema, peakRssBytes: spreadSchema }))
    .min(1),
  /** The value that the default is, and the one that was fastest here. */
  usual: z.number(),
  best: z.number(),
})

export const machineSchema = z.strictObject({
  cpu: z.string(),
  cores: z.int(),
  memoryBytes: z.int(),
  system: z.string(),
  /** Average number of runnable processes in the minute before the bench: what else was going on. */
  loadBefore: z.number(),
  versions: z.record(z.string(), z.string()),
})

export const benchReportSchema = z.strictObject({
  version: z.literal(1),
  startedAt: z.iso.datetime(),
  seconds: z.number(),
  command: z.string(),
  /** Of the commit, with `+` when files are changed; empty without git. */
  revision: z.string(),
  machine: machineSchema,
  dataset: z.string(),
  rows: z.int(),
  rounds: z.int(),
  stages: z.array(stageSchema),
  runs: z.array(runSchema),
  sweeps: z.array(sweepSchema),
  /** What could not be measured here, and why. */
  skipped: z.array(z.strictObject({ what: z.string(), why: z.string() })),
})

export type StageResult = z.output<typeof stageSchema>
export type RunResult = z.output<typeof runSchema>
export type SweepResult = z.output<typeof sweepSchema>
export type Machine = z.output<typeof machineSchema>
export type BenchReport = z.output<typeof benchReportSchema>
