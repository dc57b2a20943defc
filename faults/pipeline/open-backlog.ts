// How much a try has staged, asked from outside of its processes.
import { readConfig } from '@millrace/engine/config/config.ts'
import { chooseStaging } from '@millrace/engine/staging/choose-staging.ts'
import type { PipelineTry } from './test-pipeline.ts'

export interface OpenBacklog {
  /** Staged and not committed. */
  readonly blocks: () => Promise<number>
  readonly close: () => Promise<void>
}

export async function openBacklog({ environment }: PipelineTry): Promise<OpenBacklog> {
  const choice = await chooseStaging(readConfig(environment))
  const opened = await choice.open(() => undefined) // what is away is away on purpose
  return { blocks: async () => (await opened.staging.backlog()).blocks, close: () => opened.close() }
}
