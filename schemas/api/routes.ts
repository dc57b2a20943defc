// Every route that answers to GET.
import { z } from 'zod'
import { datasets } from './answers/datasets.ts'
import { eventsPage } from './answers/events-page.ts'
import { alive, readiness } from './answers/health.ts'
import { anyOverview } from './answers/overview.ts'
import { pageEvent } from './answers/page-event.ts'
import { pipeline } from './answers/pipeline.ts'
import { timeSeries } from './answers/time-series.ts'
import { top } from './answers/top.ts'
import { typeBreakdown } from './answers/type-breakdown.ts'
import { datasetParam } from './params/dataset-param.ts'
import { documentedParam } from './params/documented-param.ts'
import { filterParams } from './params/filter-params.ts'
import { integerParam } from './params/integer-param.ts'
import { intervalParam } from './params/interval-param.ts'
import { timeParam } from './params/time-param.ts'
import { defineRoute } from './route.ts'

const bucketCountMax = 10_000
const topKeysMax = 1000
const pageEventsMax = 10_000
const streamEventsMax = 1_000_000

const from = timeParam('Events at or after this time')
const to = timeParam('Events before this time')
const range = { from: from.optional(), to: to.optional() }
const queryProblems = [503, 504] as const

/** A range that is given whole must not be empty or upside down. */
function isForward({ from, to }: { from?: number | undefined; to?: number | undefined }): boolean {
  return from === undefined || to === undefined || from < to
}
const forward = { path: ['from'], error: 'must be before to' }

const cursor = documentedParam(z.string().regex(/^[\w-]{1,200}$/, 'is not a cursor that was given out here'), {
  type: 'string',
  pattern: '^[\\w-]{1,200}$',
  description: 'The next_cursor of an answer with the same filters and order; without it, the first events',
}).optional()

const order = z.enum(['asc', 'desc'], { error: 'must be asc or desc' }).default('asc')

export const datasetsRoute = defineRoute({
  path: '/metrics/datasets',
  summary:
    'What can be asked for as `dataset`: that of the live events, then every other one whose rows were seeded here',
  query: z.strictObject({}),
  answer: { contentType: 'application/json', schema: datasets },
  problems: queryProblems,
})

export const overviewRoute = defineRoute({
  path: '/metrics/overview',
  summary: 'All events, different users, events of the last hour',
  query: z.strictObject({ dataset: datasetParam }),
  answer: { contentType: 'application/json', schema: anyOverview },
  problems: queryProblems,
})

export const timeSeriesRoute = defineRoute({
  path: '/metrics/time-series',
  summary: 'Events by time; buckets without events are there, with 0',
  query: z
    .strictObject({
      from,
      to,
      interval: intervalParam,
      split: z.enum(['event_type'], { error: 'must be event_type' }).optional(),
      dataset: datasetParam,
      ...filterParams,
    })
    .refine(isForward, forward)
    .refine(({ from, to, interval }) => bucketCount(from, to, interval) <= bucketCountMax, {
      path: ['interval'],
      error: `makes more than ${bucketCountMax} buckets of that range: take a wider interval or a shorter range`,
    }),
  answer: { contentType: 'application/json', schema: timeSeries },
  problems: queryProblems,
})

export const typeBreakdownRoute = defineRoute({
  path: '/metrics/type-breakdown',
  summary: 'Events by type',
  query: z.strictObject({ ...range, dataset: datasetParam, ...filterParams }).refine(isForward, forward),
  answer: { contentType: 'application/json', schema: typeBreakdown },
  problems: queryProblems,
})

export const topRoute = defineRoute({
  path: '/metrics/top',
  summary: 'The most frequent values of a column',
  query: z
    .strictObject({
      by: z.enum(['url', 'referrer', 'country', 'device'], { error: 'must be url, referrer, country or device' }),
      ...range,
      limit: integerParam(1, topKeysMax, 10, 'Most values'),
      ...filterParams,
    })
    .refine(isForward, forward),
  answer: { contentType: 'application/json', schema: top },
  problems: queryProblems,
})

export const eventsPageRoute = defineRoute({
  path: '/metrics/events',
  summary: 'Events by cursor, oldest first unless order=desc; stable under equal times and while rows arrive',
  query: z
    .strictObject({
      cursor,
      limit: integerParam(1, pageEventsMax, 100, 'Most events'),
      order,
      ...range,
      ...filterParams,
    })
    .refine(isForward, forward),
  answer: { contentType: 'application/json', schema: eventsPage },
  problems: queryProblems,
})

export const eventStreamRoute = defineRoute({
  path: '/events',
  summary: 'The same events as JSON Lines, streamed',
  query: z
    .strictObject({
      cursor,
      limit: integerParam(1, streamEventsMax, 1000, 'Most events'),
      order,
      ...range,
      ...filterParams,
    })
    .refine(isForward, forward),
  answer: {
    contentType: 'application/x-ndjson',
    schema: pageEvent,
    headers: { 'X-Next-Cursor': 'Give it as `cursor` for the events after these; not there when there are none yet' },
  },
  problems: queryProblems,
})

export const pipelineRoute = defineRoute({
  path: '/pipeline',
  summary: 'The live state of the pipelines and of the services behind them',
  query: z.strictObject({}),
  answer: { contentType: 'application/json', schema: pipeline },
  problems: [],
})

export const aliveRoute = defineRoute({
  path: '/healthz',
  summary: 'Answers when the API lives',
  query: z.strictObject({}),
  answer: { contentType: 'application/json', schema: alive },
  problems: [],
})

export const readinessRoute = defineRoute({
  path: '/readyz',
  summary: 'The state of everything the API depends on; 503 when one of them is down',
  query: z.strictObject({}),
  answer: { contentType: 'application/json', schema: readiness },
  problems: [],
  otherStatuses: [503],
})

export const prometheusRoute = defineRoute({
  path: '/metrics',
  summary: 'Counters and histograms of pipeline and API in the text format of Prometheus',
  query: z.strictObject({}),
  answer: { contentType: 'text/plain', schema: z.string() },
  problems: [],
})

export const openApiRoute = defineRoute({
  path: '/openapi.json',
  summary: 'This document',
  query: z.strictObject({}),
  answer: { contentType: 'application/json', schema: z.looseObject({ openapi: z.string() }) },
  problems: [],
})

export const routes = [
  datasetsRoute,
  overviewRoute,
  timeSeriesRoute,
  typeBreakdownRoute,
  topRoute,
  eventsPageRoute,
  eventStreamRoute,
  pipelineRoute,
  aliveRoute,
  readinessRoute,
  prometheusRoute,
  openApiRoute,
] as const

/** Buckets that [from, to) touches, all times in epoch milliseconds, the interval in seconds. */
function bucketCount(fromMs: number, toMs: number, intervalSeconds: number): number {
  const intervalMs = intervalSeconds * 1000
  return Math.ceil(toMs / intervalMs) - Math.floor(fromMs / intervalMs)
}
