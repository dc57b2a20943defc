// ClickHouse stands still for a minute while rows come as fast as they can be made: staging fills to its bound and no further,
// memory stays as it is, and then all goes on. In `make test` it is some seconds.
import { setTimeout as sleep } from 'node:timers/promises'
import type { RunningMillrace } from '@millrace/engine/testing/run-millrace.ts'
import { z } from 'zod'
import { faultTest } from '../matrix/fault-test.ts'
import { isFullMatrix } from '../matrix/fault-results.ts'
import { openBacklog } from '../pipeline/open-backlog.ts'
import { openTestPipeline, PipelineTry } from '../pipeline/test-pipeline.ts'
import { until } from '../pipeline/until.ts'
import { growthOf } from './growth.ts'
import { residentBytes } from './process-reading.ts'

const rowCount = isFullMatrix ? 2_000_000 : 600_000
const workerCount = 2
/** By a seed: a quarter of what may be staged. */
const stagedBytesMax = 4 * 1024 * 1024
/** After staging has been filled. */
const stillSeconds = isFullMatrix ? 60 : 3
const fillSecondsMax = 90
const readEveryMs = 200
const firstMsMax = 1_000
const memoryGrowthBytesMax = 24 * 1024 * 1024
const seedArguments = [
  'seed',
  '--json',
  '--rows',
  String(rowCount),
  '--batch-rows',
  '20000',
  '--workers',
  String(workerCount),
]
const reportSchema = z.object({ batches: z.number(), bytes: z.object({ compressed: z.number() }) })

const pipeline = await openTestPipeline({ hasKafka: true })

for (const staging of ['spool', 'kafka']) {
  faultTest(
    {
      id: `still-warehouse-${staging}`,
      part: 'load',
      fault: `ClickHouse stands still for a minute at full speed, through ${staging === 'kafka' ? 'Kafka' : 'the spool'}`,
      holds: 'staging fills to a quarter of STAGED_BYTES_MAX and stops there, memory stays flat, then all goes on',
      assumes: 'RETRY_SECONDS is longer than the standstill',
      times: { short: staging === 'spool' ? 1 : 0, full: 3 },
    },
    async (random) => {
      const attempt = new PipelineTry(pipeline, {
        STAGING: staging,
        STAGED_BYTES_MAX: String(4 * stagedBytesMax),
        RETRY_SECONDS: '240',
      })
      const backlog = await openBacklog(attempt)
      const seeding = attempt.start(...seedArguments)
      try {
        await until('a staged block', async () => (await backlog.blocks()) > 0)
        await sleep(random() * firstMsMax)
        const readings = await readWhileStill(seeding, backlog.blocks)
        const { ended, stdout, stderr } = await seeding.result
        if (ended !== 0) throw new Error(`the run ended with ${ended}: ${stderr}`)
        assertBounded(readings, reportSchema.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')))
        return await attempt.outcome(rowCount)
      } finally {
        seeding.child.kill('SIGKILL')
        await backlog.close()
      }
    },
  )
}

interface Readings {
  readonly stagedBlocksMax: number
  /** From then on nothing more was staged. */
  readonly stagedBlocksAtLast: number
  readonly residentBytesSince: readonly number[]
}

/** Stops ClickHouse until nothing more has been staged for so many seconds. */
async function readWhileStill({ child }: RunningMillrace, stagedBlocks: () => Promise<number>): Promise<Readings> {
  const clickHouse = pipeline.clickHouse.endpoint.processId
  const giveUpAtMs = performance.now() + (fillSecondsMax + stillSeconds) * 1000
  let [stagedBlocksMax, stagedBlocksAtLast, changedAtMs] = [0, 0, performance.now()]
  let residentBytesSince: number[] = []
  process.kill(clickHouse, 'SIGSTOP')
  try {
    while (performance.now() - changedAtMs < stillSeconds * 1000) {
      const blocks = await stagedBlocks()
      stagedBlocksMax = Math.max(stagedBlocksMax, blocks)
      if (blocks !== stagedBlocksAtLast) {
        stagedBlocksAtLast = blocks
        changedAtMs = performance.now()
        residentBytesSince = []
      }
      residentBytesSince.push(await residentBytes(child.pid ?? 0))
      if (performance.now() > giveUpAtMs) throw new Error(`staging is never full: ${blocks} blocks now`)
      await sleep(readEveryMs)
    }
  } finally {
    process.kill(clickHouse, 'SIGCONT')
  }
  return { stagedBlocksMax, stagedBlocksAtLast, residentBytesSince }
}

/** Blocks are of about one size: some may be a tenth larger than their mean. */
function assertBounded(readings: Readings, { batches, bytes }: z.output<typeof reportSchema>): void {
  const blockBytes = bytes.compressed / batches
  const stagedBytes = readings.stagedBlocksMax * blockBytes
  const inFlightBytes = (workerCount + 1) * blockBytes
  if (stagedBytes > 1.1 * (stagedBytesMax + inFlightBytes)) {
    throw new Error(`${stagedBytes} bytes were staged, ${stagedBytesMax} may be, and ${inFlightBytes} were in flight`)
  }
  if (readings.stagedBlocksAtLast * blockBytes < 0.8 * stagedBytesMax) {
    throw new Error(`staging was not filled: ${readings.stagedBlocksAtLast} blocks of ${blockBytes} bytes`)
  }
  const { before, after } = growthOf(readings.residentBytesSince)
  if (after > before + memoryGrowthBytesMax) {
    throw new Error(`memory went from ${before} to ${after} bytes while nothing moved`)
  }
}
