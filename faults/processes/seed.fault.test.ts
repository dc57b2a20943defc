// While rows are seeded, one of the processes that take part dies or stands still, at random moments of the whole run: the
// seeding process, a drain of its own beside it, ClickHouse, the broker.
import type { MillraceResult, RunningMillrace } from '@millrace/engine/testing/run-millrace.ts'
import type { StagingKind } from '@millrace/engine/staging/staging.ts'
import { faultTest } from '../matrix/fault-test.ts'
import { openTestPipeline, PipelineTry } from '../pipeline/test-pipeline.ts'
import { rowCount, seedArguments, seedUnderFault } from './seed-under-fault.ts'
import { strikesMaxOf } from './strike-until.ts'
import { harms, harmWords, strike, type Harm } from './strike.ts'
import { takeMemory } from './take-memory.ts'
import { usualMs } from './usual-ms.ts'

interface Victim {
  readonly id: string
  readonly name: string
  readonly stagings: readonly StagingKind[]
  readonly processId: (running: {
    seeding: RunningMillrace
    draining: RunningMillrace | undefined
  }) => number | undefined
  readonly hasDrain?: boolean
  readonly isService?: boolean
  readonly holds: string
  /** How the seeding may have ended when the victim was killed, other than well. */
  readonly mayEnd?: (result: MillraceResult) => boolean
}

const pipeline = await openTestPipeline({ hasKafka: true })
const goesOn = 'the run goes on by itself'
const saysSo = 'the seeding goes on, or says that the same command must be given again'

const victims: readonly Victim[] = [
  {
    id: 'seed',
    name: 'the seeding process',
    stagings: ['spool', 'kafka', 'none'],
    processId: ({ seeding }) => seeding.child.pid,
    holds: 'the same command goes on where it was, and makes nothing again that the ledger names',
    mayEnd: ({ ended }) => ended === 'SIGKILL',
  },
  {
    id: 'drain',
    name: 'a drain beside the seeding process',
    stagings: ['spool', 'kafka'],
    processId: ({ draining }) => draining?.child.pid,
    hasDrain: true,
    holds: saysSo,
    // What the drain had put in and not yet named in the ledger is known to nobody.
    mayEnd: ({ stderr }) => stderr.includes('run the same command again'),
  },
  {
    id: 'clickhouse',
    name: 'ClickHouse',
    stagings: ['spool', 'kafka', 'none'],
    processId: () => pipeline.clickHouse.endpoint.processId,
    isService: true,
    holds: goesOn,
  },
  {
    id: 'broker',
    name: 'the broker',
    stagings: ['kafka'],
    processId: () => pipeline.kafka?.endpoint.processId,
    isService: true,
    holds: goesOn,
  },
]

const usual: Readonly<Record<StagingKind, () => Promise<number>>> = {
  spool: usualMs(() => undisturbed('spool')),
  kafka: usualMs(() => undisturbed('kafka')),
  none: usualMs(() => undisturbed('none')),
}

for (const victim of victims) {
  for (const staging of victim.stagings) for (const harm of harms) seedingRow(victim, staging, harm)
}

function seedingRow(victim: Victim, staging: StagingKind, harm: Harm): void {
  const way = staging === 'none' ? 'without staging' : `through ${staging === 'kafka' ? 'Kafka' : 'the spool'}`
  const id = `${harm}-${victim.id}-${staging}`
  faultTest(
    {
      id,
      part: 'processes',
      fault: `${harmWords[harm]} ${victim.name}, ${way}`,
      holds: harm === 'kill' ? victim.holds : goesOn,
      times: {
        short: id === 'kill-seed-spool' || id === 'kill-clickhouse-kafka' ? 1 : 0,
        full: harm === 'kill' ? 100 : 20,
      },
    },
    async (random, strikesMax) => {
      const attempt = new PipelineTry(pipeline, { STAGING: staging })
      const startDrain = (): RunningMillrace | undefined =>
        victim.hasDrain === true ? attempt.start('ingest') : undefined
      let draining = startDrain()
      try {
        return await seedUnderFault({
          attempt,
          random,
          usualMs: await usual[staging](),
          strikesMax: strikesMaxOf(victim, strikesMax),
          async strike(seeding) {
            const struck = await strike(harm, [victim.processId({ seeding, draining })], random)
            if (harm === 'kill') draining = startDrain()
            return struck
          },
          mayEnd: (result) => harm === 'kill' && victim.mayEnd?.(result) === true,
        })
      } finally {
        draining?.child.kill('SIGTERM')
        await draining?.result
      }
    },
  )
}

faultTest(
  {
    id: 'starve-seed-spool',
    part: 'processes',
    fault: 'no more memory for the seeding process with its worker threads, through the spool',
    holds: 'the process ends, and the same command goes on where it was',
    times: { short: 0, full: 20 },
  },
  async (random, strikesMax) =>
    seedUnderFault({
      attempt: new PipelineTry(pipeline, { STAGING: 'spool' }),
      random,
      strikesMax,
      usualMs: await usual.spool(),
      strike: ({ child }) => takeMemory(child.pid),
      mayEnd: () => true, // it depends on what wanted memory first
    }),
)

async function undisturbed(staging: StagingKind): Promise<void> {
  const attempt = new PipelineTry(pipeline, { STAGING: staging })
  const { ended, stderr } = await attempt.run(...seedArguments)
  if (ended !== 0) throw new Error(`a run of ${rowCount} rows ended with ${ended}: ${stderr}`)
  await attempt.drop()
}
