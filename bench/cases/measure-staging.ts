// Stages ready-made blocks through the spool or Kafka, and consumes them again: as much is taken out as was put in.
import { randomUUID } from 'node:crypto'
import { isMillraceError } from '@millrace/engine/errors/millrace-error.ts'
import { defaultWorkerCount } from '@millrace/engine/seed/default-worker-count.ts'
import { chooseStaging } from '@millrace/engine/staging/choose-staging.ts'
import type { Staging } from '@millrace/engine/staging/staging.ts'
import type { Arena } from '../end-to-end/contender.ts'
import type { StageResult } from '../report/bench-report.ts'
import { measureCases, roundCount } from './measure-cases.ts'
import type { StageBlocks } from './stage-blocks.ts'
import { consumeCase, stageCase } from './staging-cases.ts'

/** Staged per second of measuring: a number, so that the disk it takes has a bound whatever the disk is. */
const stagedBytesPerSecond = { spool: 512 * 1024 * 1024, kafka: 256 * 1024 * 1024 } as const
const blocksPerRoundMin = 4

export interface MeasureStagingOptions {
  readonly arena: Pick<Arena, 'config' | 'scratch'>
  readonly kind: 'spool' | 'kafka'
  readonly blocks: StageBlocks
  readonly seconds: number
}

/** Resolves to the reason when there is no such staging on this machine. */
export async function measureStaging({ arena, kind, blocks, seconds }: MeasureStagingOptions) {
  const choice = await chooseStaging({
    ...arena.config,
    STAGING: kind,
    KAFKA_TOPIC: `bench-stages-${randomUUID()}`,
    ...(kind === 'spool' ? { DATA_DIR: `${arena.scratch}/spool-${blocks.formatName}` } : {}),
  })
  const opened = await choice
    .open(() => undefined)
    .catch((error: unknown) => {
      if (isMillraceError(error, 'SERVICE_FAILED') || isMillraceError(error, 'STAGING_UNAVAILABLE'))
        return error.message
      throw error
    })
  if (typeof opened === 'string') return opened
  try {
    return await stageAndConsume(opened.staging, arena.config, blocks, seconds * stagedBytesPerSecond[kind])
  } finally {
    await opened.close()
  }
}

async function stageAndConsume(
  staging: Staging,
  { DATA_DIR: dataDir, INSERTS_IN_FLIGHT }: Arena['config'],
  blocks: StageBlocks,
  stagedBytes: number,
): Promise<StageResult[]> {
  const blocksPerRound = Math.max(blocksPerRoundMin, Math.ceil(stagedBytes / roundCount / blocks.meanFrameBytes))
  const sized = { staging, blocks, blocksPerRound }
  const oneIterationPerRound = { seconds: 0, dataDir }
  // As many lanes and blocks in flight as seeding has.
  const laneCount = defaultWorkerCount(true) + 1
  const staged = await measureCases([stageCase({ ...sized, laneCount })], oneIterationPerRound)
  const consumer = await staging.consume({ blocksInFlightMax: 2 * INSERTS_IN_FLIGHT })
  const consumed = await measureCases([consumeCase({ ...sized, consumer })], oneIterationPerRound)
  return [...staged, ...consumed]
}
