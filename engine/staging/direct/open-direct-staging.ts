// Staging in this process's memory (`STAGING=none`): a bounded queue between the workers and the drain.
// It promises order, back-pressure and the port's hand-out rules, and no durability: `append` resolves when the block is
// in the queue, and what is staged dies with the process (a rerun makes it again, its token absorbs what was in).
import { MillraceError } from '../../errors/millrace-error.ts'
import type { Backlog, Staging, StagingConsumer } from '../staging.ts'
import { Wakeup } from '../wakeup.ts'
import { DirectConsumer } from './direct-consumer.ts'
import { DirectQueue } from './direct-queue.ts'

const roomWaitMs = 1_000

export interface DirectStagingOptions {
  /** Most blocks held, those handed out and not yet committed included; `append` waits while there are that many. */
  readonly blocksMax: number
}

export function openDirectStaging({ blocksMax }: DirectStagingOptions): Staging {
  const queue = new DirectQueue()
  const room = new Wakeup()
  const arrived = new Wakeup()
  const consumers = new Set<DirectConsumer>()
  let isClosed = false

  return {
    kind: 'none',
    async append(block, onFree): Promise<void> {
      while (!isClosed && queue.backlog.blocks >= blocksMax) await room.sleep(roomWaitMs)
      if (isClosed) throw new MillraceError('STAGING_UNAVAILABLE', 'the staging queue is closed')
      queue.add(block, onFree)
      arrived.wake()
    },
    backlog: (): Promise<Backlog> => Promise.resolve(queue.backlog),
    consume({ blocksInFlightMax }): Promise<StagingConsumer> {
      const consumer = new DirectConsumer(queue, blocksInFlightMax, arrived, room)
      consumers.add(consumer)
      return Promise.resolve(consumer)
    },
    async close(): Promise<void> {
      isClosed = true
      room.wake()
      await Promise.all([...consumers].map((consumer) => consumer.close()))
    },
  }
}
