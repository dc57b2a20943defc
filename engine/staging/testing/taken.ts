// Takes blocks from a consumer, for tests.
import type { Block } from '../../block/block.ts'
import type { StagedBlock, StagingConsumer } from '../staging.ts'

/** The next `count` that are handed out, not committed. */
export async function take(consumer: StagingConsumer, count: number): Promise<StagedBlock[]> {
  const taken: StagedBlock[] = []
  if (count === 0) return taken
  for await (const staged of consumer) {
    taken.push(staged)
    if (taken.length === count) break
  }
  return taken
}

/** Everything that is handed out until it has been quiet for `quietMs`; closes the consumer. */
export async function takeUntilQuiet(consumer: StagingConsumer, quietMs: number): Promise<StagedBlock[]> {
  const taken: StagedBlock[] = []
  const close = (): void => void consumer.close()
  let timer = setTimeout(close, quietMs)
  for await (const staged of consumer) {
    taken.push(staged)
    clearTimeout(timer)
    timer = setTimeout(close, quietMs)
  }
  clearTimeout(timer)
  await consumer.close()
  return taken
}

/** Batch numbers in ascending order. */
export function batches(taken: readonly StagedBlock[]): number[] {
  return taken.map((staged) => blockOf(staged).header.batch).sort((a, b) => a - b)
}

export function blockOf(staged: StagedBlock | undefined): Block {
  if (staged === undefined) throw new Error('nothing was handed out')
  if (!staged.ok) throw staged.error
  return staged.block
}
