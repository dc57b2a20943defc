// The worker threads that make blocks. Which worker makes a batch, and in which order, changes nothing in its bytes.
import { Piscina } from 'piscina'
import type { Block } from '../block/block.ts'
import type { Run } from '../plan/run.ts'
import type { ProduceOptions } from './block-producer.ts'

export interface ProduceWorkerData {
  readonly run: Run
  readonly options: ProduceOptions
}

export class ProducerPool {
  readonly #pool: Piscina<number, Block>

  constructor(workerCount: number, run: Run, options: ProduceOptions) {
    this.#pool = new Piscina({
      filename: new URL('produce-worker.ts', import.meta.url).href,
      minThreads: workerCount,
      maxThreads: workerCount,
      // A native addon's buffers are freed from the event loop: a worker that waits for its tasks outside of it grows.
      atomics: 'disabled',
      workerData: { run, options } satisfies ProduceWorkerData,
    })
  }

  produce(batch: number): Promise<Block> {
    return this.#pool.run(batch)
  }

  async close(): Promise<void> {
    await this.#pool.destroy()
  }
}
