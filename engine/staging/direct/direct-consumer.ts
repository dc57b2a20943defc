// A reader of the in-process queue. It promises at most `blocksInFlightMax` blocks handed out and not committed, and
// puts those back on `close`.
import { MillraceError } from '../../errors/millrace-error.ts'
import type { StagedBlock, StagedPosition, StagingConsumer } from '../staging.ts'
import type { Wakeup } from '../wakeup.ts'
import type { DirectQueue } from './direct-queue.ts'

const idleWaitMs = 1_000

export class DirectConsumer implements StagingConsumer {
  readonly isFromOutside = false
  readonly #queue: DirectQueue
  readonly #blocksInFlightMax: number
  readonly #arrived: Wakeup
  readonly #room: Wakeup
  readonly #inFlight = new Set<StagedPosition>()
  #isClosed = false

  constructor(queue: DirectQueue, blocksInFlightMax: number, arrived: Wakeup, room: Wakeup) {
    this.#queue = queue
    this.#blocksInFlightMax = blocksInFlightMax
    this.#arrived = arrived
    this.#room = room
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<StagedBlock, void, undefined> {
    while (!this.#isClosed) {
      const entry = this.#inFlight.size < this.#blocksInFlightMax ? this.#queue.take() : undefined
      if (entry === undefined) {
        await this.#arrived.sleep(idleWaitMs)
        continue
      }
      this.#inFlight.add(entry.position)
      yield { ok: true, ...entry }
    }
  }

  commit({ position }: StagedBlock): Promise<void> {
    if (this.#isClosed) {
      const message = `the consumer is closed: ${position} stays staged`
      return Promise.reject(new MillraceError('STAGING_UNAVAILABLE', message))
    }
    if (this.#inFlight.delete(position)) {
      this.#queue.remove(position)
      this.#room.wake()
      this.#arrived.wake()
    }
    return Promise.resolve()
  }

  close(): Promise<void> {
    this.#isClosed = true
    this.#queue.putBack(this.#inFlight)
    this.#inFlight.clear()
    this.#arrived.wake()
    return Promise.resolve()
  }
}
