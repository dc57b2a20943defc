// What `/live` sends, and nothing else: the newest state, never a backlog.
import { z } from 'zod'
import { overview } from '../answers/overview.ts'
import { pipelineCounters } from '../answers/pipeline-counters.ts'

const helloMessage = z.strictObject({
  type: z.literal('hello'),
  version: z.literal(1),
  at: z.iso.datetime(),
  dataset: z.string(),
  intervalMs: z.int().describe('Between messages while something moves'),
  idleIntervalMs: z.int().describe('Between messages while nothing does'),
})

const countersMessage = z.strictObject({
  type: z.literal('counters'),
  at: z.iso.datetime(),
  ...pipelineCounters.shape,
})

const metricsMessage = z.strictObject({
  type: z.literal('metrics'),
  ...overview.shape,
})

export const pushMessage = z.discriminatedUnion('type', [helloMessage, countersMessage, metricsMessage])

export type HelloMessage = z.output<typeof helloMessage>
export type CountersMessage = z.output<typeof countersMessage>
export type MetricsMessage = z.output<typeof metricsMessage>
export type PushMessage = z.output<typeof pushMessage>
