// While live events are sent through the real API, one of the processes that take part, or all of them at once, dies or stands
// still, at random moments from their start to their end.
import { join } from 'node:path'
import { serviceProcesses } from '@millrace/engine/testing/service-processes.ts'
import { faultTest } from '../../matrix/fault-test.ts'
import type { RandomNumber } from '../../matrix/random-numbers.ts'
import { openTestPipeline } from '../../pipeline/test-pipeline.ts'
import { strikesMaxOf } from '../strike-until.ts'
import { harms, harmWords, strike, type Harm } from '../strike.ts'
import { usualMs } from '../usual-ms.ts'
import { eventsUnderFault, type LiveProcesses } from './events-under-fault.ts'
import { readWhile } from './read-while.ts'
import { SeedBeside } from './seed-beside.ts'

type ProcessIds = readonly (number | undefined)[]
type Staging = 'spool' | 'kafka'

interface Victim {
  readonly id: string
  readonly name: string
  readonly stagings: readonly Staging[]
  readonly processIds: (live: LiveProcesses, seeding: SeedBeside) => ProcessIds | Promise<ProcessIds>
  readonly beside?: 'seeding' | 'reading'
  readonly isService?: boolean
  readonly holds?: string
}

const pipeline = await openTestPipeline({ hasKafka: true, hasRedis: true })

const victims: readonly Victim[] = [
  { id: 'api', name: 'the API', stagings: ['spool', 'kafka'], processIds: ({ serving }) => [serving.processId] },
  {
    id: 'live-drain',
    name: 'its drain',
    stagings: ['spool', 'kafka'],
    processIds: ({ draining }) => [draining.processId],
  },
  {
    id: 'live-clickhouse',
    name: 'ClickHouse',
    stagings: ['spool', 'kafka'],
    isService: true,
    processIds: () => [pipeline.clickHouse.endpoint.processId],
  },
  {
    id: 'live-broker',
    name: 'the broker',
    stagings: ['kafka'],
    isService: true,
    processIds: () => [pipeline.kafka?.endpoint.processId],
  },
  {
    id: 'live-redis',
    name: 'Redis',
    stagings: ['spool'],
    isService: true,
    processIds: () => [pipeline.redis?.endpoint.processId],
    beside: 'reading',
    holds: 'events are taken and questions answered all the while',
  },
  {
    id: 'all',
    name: 'API, drain, seeding process, ClickHouse, broker, Redis and the supervisors of these, all at once',
    stagings: ['spool', 'kafka'],
    processIds: async ({ serving, draining }, seeding) => [
      serving.processId,
      draining.processId,
      seeding.processId,
      ...(await allServices()),
    ],
    isService: true,
    beside: 'seeding',
    holds: 'what was acknowledged is in, and the same seeding command goes on where it was',
  },
]

for (const victim of victims) {
  for (const staging of victim.stagings) {
    const usual = usualMs(() => eventsTry(victim, staging))
    for (const harm of harms) liveRow(victim, staging, harm, usual)
  }
}

function liveRow(victim: Victim, staging: Staging, harm: Harm, usual: () => Promise<number>): void {
  const id = `${harm}-${victim.id}-${staging}`
  faultTest(
    {
      id,
      part: 'live events',
      fault: `${harmWords[harm]} ${victim.name}, ${staging === 'kafka' ? 'through Kafka' : 'through the spool'}`,
      holds: victim.holds ?? 'every event that was acknowledged is in, none twice however often it was sent',
      assumes: 'one Idempotency-Key for each request, and senders that try again',
      times: { short: id === 'kill-all-kafka' ? 1 : 0, full: harm === 'kill' ? 100 : 20 },
    },
    async (random, strikesMax) => eventsTry(victim, staging, { harm, random, strikesMax, usualMs: await usual() }),
  )
}

interface Strike {
  readonly harm: Harm
  readonly random: RandomNumber
  readonly strikesMax: number
  readonly usualMs: number
}

function eventsTry(victim: Victim, staging: Staging, struck?: Strike): ReturnType<typeof eventsUnderFault> {
  const seeding = new SeedBeside()
  return eventsUnderFault({
    pipeline,
    environment: { STAGING: staging, API_RATE_LIMIT: '1000000', REDIS_URL: pipeline.redis?.endpoint.url ?? '' },
    strikes:
      struck &&
      ((live) => ({
        strike: async () => strike(struck.harm, await victim.processIds(live, seeding), struck.random),
        max: strikesMaxOf(victim, struck.strikesMax),
        pauseMs: () => (struck.random() * struck.usualMs) / 2,
      })),
    async beside(attempt, { url }, sent) {
      if (victim.beside === 'seeding') return seeding.run(attempt)
      if (victim.beside === 'reading') await readWhile(url, sent)
      return 0
    },
  })
}

async function allServices(): Promise<number[]> {
  const folders = ['clickhouse', 'kafka', 'redis'].map((name) => join(pipeline.dataDir, name))
  const found = await Promise.all(folders.map(serviceProcesses))
  return found.flat().map(({ processId }) => processId)
}
