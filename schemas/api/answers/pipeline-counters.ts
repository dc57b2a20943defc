// What the running pipelines have done since the first of them began, all together. Within one `since`, nothing goes back.
import { z } from 'zod'
import { count } from './count.ts'

const rate = z.number().min(0)

export const pipelineCounters = z.strictObject({
  state: z.enum(['running', 'idle']),
  since: z.iso
    .datetime()
    .nullable()
    .describe('When the first of these pipelines began; another value means the counters began anew'),
  rowsTotal: count.describe('Rows the pipelines are to have put in when they are done'),
  rowsAlreadyIn: count.describe('Of those, in before they began'),
  rowsGenerated: count,
  rowsStaged: count,
  rowsInserted: count,
  rowsPerSecond: rate.describe('Inserted, over the last seconds'),
  rowsGeneratedPerSecond: rate,
  rowsStagedPerSecond: rate,
  lagBlocks: count.nullable().describe('Staged and not yet inserted; null when staging cannot be asked'),
  lagBytes: count.nullable(),
  blocksInserted: count,
  insertsInFlight: count,
  insertRetries: count,
  stagingRetries: count,
  blocksDeadLettered: count,
  insertLatencyMs: z.strictObject({ p50: z.number().min(0), p99: z.number().min(0) }).nullable(),
})

export type PipelineCountersAnswer = z.output<typeof pipelineCounters>
