// `STAGING=none` of a simulated run: what is staged is in the process, and nobody else can know of it.
import { openDirectStaging } from '../../staging/direct/open-direct-staging.ts'
import type { StagedBlocks } from './staged-blocks.ts'

const blocksMax = 4

export const stagedInMemory: StagedBlocks = {
  count: 0,
  lines: [],
  open: () => Promise.resolve(openDirectStaging({ blocksMax })),
  flipBit: () => undefined,
}
