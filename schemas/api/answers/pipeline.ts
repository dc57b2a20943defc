// The live state of the pipelines and of what is behind them, as the dashboard shows it.
import { z } from 'zod'
import { count } from './count.ts'
import { pipelineCounters } from './pipeline-counters.ts'

export const serviceState = z.strictObject({
  state: z.enum(['up', 'down']),
  description: z.string().describe('What it is and where'),
  version: z.string().optional(),
  reason: z.string().optional().describe('Why it is down'),
})

export const runningPipeline = z.strictObject({
  id: z.string(),
  kind: z.string().describe('seed, ingest, …'),
  state: z.enum(['running', 'done', 'lost']).describe('lost: it ended without saying so'),
  dataset: z.string(),
  host: z.string(),
  processId: count,
  staging: z.string(),
  startedAt: z.iso.datetime(),
  rowsTotal: count,
  rowsAlreadyIn: count,
  rowsInserted: count,
})

export const pipeline = z.strictObject({
  at: z.iso.datetime(),
  ...pipelineCounters.shape,
  pipelines: z.array(runningPipeline),
  services: z.record(z.string(), serviceState).describe('clickhouse, staging, redis: those in use'),
})

export type Pipeline = z.output<typeof pipeline>
export type ServiceState = z.output<typeof serviceState>
