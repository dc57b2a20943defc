// Watches over who has which staged block: at most one living consumer at a time has a given one.
import type { Staging, StagingConsumer } from '../../staging/staging.ts'
import type { SimulatedProcess } from '../time/simulated-process.ts'

export class OneHolder {
  readonly #holders = new Map<string, SimulatedProcess>()
  readonly #onTwo: (what: string) => void

  constructor(onTwo: (what: string) => void) {
    this.#onTwo = onTwo
  }

  watch(staging: Staging, process: SimulatedProcess): Staging {
    process.onEnd(() => this.#letGo(process))
    return {
      ...staging,
      consume: async (options) => this.#watchConsumer(await staging.consume(options), process),
      close: async () => {
        this.#letGo(process) // before, for its consumers let go of the lock in the middle of it
        await staging.close()
      },
    }
  }

  #watchConsumer(consumer: StagingConsumer, process: SimulatedProcess): StagingConsumer {
    const take = (position: string): void => {
      const holder = this.#holders.get(position)
      if (holder !== undefined && holder !== process) {
        this.#onTwo(`${process.name} gets ${position}, which ${holder.name} still has`)
      }
      this.#holders.set(position, process)
    }
    return {
      isFromOutside: consumer.isFromOutside,
      commit: async (staged) => {
        await consumer.commit(staged)
        this.#holders.delete(staged.position)
      },
      close: async () => {
        await consumer.close()
        this.#letGo(process)
      },
      async *[Symbol.asyncIterator]() {
        for await (const staged of consumer) {
          take(staged.position)
          yield staged
        }
      },
    }
  }

  #letGo(process: SimulatedProcess): void {
    for (const [position, holder] of this.#holders) if (holder === process) this.#holders.delete(position)
  }
}
