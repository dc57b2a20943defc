// The worker threads that make blocks. Which worker makes a batch, and in which order, changes nothing in its bytes.
//
// Memory is shared and goes round: whoever is done with a block gives it back, and a block that is yet to be made gets it.
// Fresh memory for each would cost as much as filling it, in page faults; and memory that is transferred counts as new to
// V8 each time, which then collects garbage that is not there.
import type { Piscina } from 'piscina'
import type { Block } from '../block/block.ts'
import { workerPool } from '../concurrency/worker-pool.ts'
import type { Run } from '../plan/run.ts'
import type { FrameOptions } from './frame-maker.ts'

export interface ProduceWorkerData {
  readonly run: Run
  readonly options: FrameOptions
}

export interface ProduceTask {
  readonly batch: number
  readonly memory?: SharedArrayBuffer
}

export class ProducerPool {
  readonly #pool: Piscina<ProduceTask | 'start', Block | undefined>
  readonly #workerCount: number
  readonly #free: SharedArrayBuffer[] = []

  constructor(workerCount: number, run: Run, options: FrameOptions) {
    const data: ProduceWorkerData = { run, options }
    this.#workerCount = workerCount
    this.#pool = workerPool(new URL('produce-worker.ts', import.meta.url), workerCount, data)
  }

  /** Waits until every thread has loaded its program; until then the first blocks would take as long. */
  async start(): Promise<void> {
    // Free threads are given one task each.
    await Promise.all(Array.from({ length: this.#workerCount }, () => this.#pool.run('start')))
  }

  async produce(batch: number): Promise<Block> {
    const memory = this.#free.pop()
    const block = await this.#pool.run(memory === undefined ? { batch } : { batch, memory })
    if (block === undefined) throw new Error(`the worker made no block of batch ${batch}`)
    return block
  }

  /** Gives the memory of a block of this pool to a later one. Nobody may look at its frame again. */
  reuse({ frame: { buffer } }: Block): void {
    if (buffer instanceof SharedArrayBuffer) this.#free.push(buffer)
  }

  async close(): Promise<void> {
    await this.#pool.destroy()
  }
}
