// Staging: blocks appended until they are durable, as many at once as seeding has lanes; then each of them read back, and
// committed, in a round as many as were appended in one.
import type { Staging, StagingConsumer } from '@millrace/engine/staging/staging.ts'
import type { StageBlocks } from './stage-blocks.ts'
import type { StageCase } from './stage-case.ts'

export interface StagingCaseOptions {
  readonly staging: Staging
  readonly blocks: StageBlocks
  readonly blocksPerRound: number
}

export function stageCase(options: StagingCaseOptions & { readonly laneCount: number }): StageCase {
  const { staging, blocks, blocksPerRound, laneCount } = options
  return {
    ...sizes(options),
    stage: 'stage',
    variant: `${blocks.formatName} into ${nameOf(staging)}`,
    async work() {
      let left = blocksPerRound
      const lane = async (): Promise<void> => {
        while (left-- > 0) await staging.append(blocks.next())
      }
      await Promise.all(Array.from({ length: laneCount }, lane))
    },
  }
}

export function consumeCase(options: StagingCaseOptions & { readonly consumer: StagingConsumer }): StageCase {
  const { staging, blocks, blocksPerRound, consumer } = options
  const staged = consumer[Symbol.asyncIterator]()
  const takeOne = async (): Promise<void> => {
    const next = await staged.next()
    if (next.done === true) throw new Error(`${nameOf(staging)} has ended before all of it was taken`)
    if (!next.value.ok) throw next.value.error
    await consumer.commit(next.value)
  }
  return {
    ...sizes(options),
    stage: 'consume',
    variant: `${blocks.formatName} from ${nameOf(staging)}`,
    // The consumer hands out no more at once than it was opened for.
    work: async () => {
      await Promise.all(Array.from({ length: blocksPerRound }, takeOne))
    },
  }
}

function sizes({ staging, blocks, blocksPerRound }: StagingCaseOptions) {
  return {
    rowCount: blocks.batchRows * blocksPerRound,
    byteCount: Math.round(blocks.meanFrameBytes * blocksPerRound),
    ...(staging.kind === 'kafka' ? { service: 'kafka' as const } : {}),
  }
}

function nameOf({ kind }: Staging): string {
  return kind === 'kafka' ? 'Kafka' : kind
}
