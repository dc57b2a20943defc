// The worker threads that make blocks. Which worker makes a batch, and in which order, changes nothing in its bytes.
import type { Piscina } from 'piscina'
import type { Block } from '../block/block.ts'
import { workerPool } from '../concurrency/worker-pool.ts'
import type { Run } from '../plan/run.ts'
import type { ProduceOptions } from './block-producer.ts'

export interface ProduceWorkerData {
  readonly run: Run
  readonly options: ProduceOptions
}

export class ProducerPool {
  readonly #pool: Piscina<number, Block>

  constructor(workerCount: number, run: Run, options: ProduceOptions) {
    const data: ProduceWorkerData = { run, options }
    this.#pool = workerPool(new URL('produce-worker.ts', import.meta.url), workerCount, data)
  }

  produce(batch: number): Promise<Block> {
    return this.#pool.run(batch)
  }

  async close(): Promise<void> {
    await this.#pool.destroy()
  }
}
