// The worker threads that make pieces of files. Memory goes round, as in `producer-pool.ts`.
import type { Piscina } from 'piscina'
import { workerPool } from '../concurrency/worker-pool.ts'
import type { Run } from '../plan/run.ts'
import type { Piece, PieceOptions } from './piece-producer.ts'

export interface PieceWorkerData {
  readonly run: Run
  readonly options: PieceOptions
}

export interface PieceTask {
  readonly batch: number
  readonly memory?: SharedArrayBuffer
}

export class PiecePool {
  readonly #pool: Piscina<PieceTask | 'start', Piece | undefined>
  readonly #workerCount: number
  readonly #free: SharedArrayBuffer[] = []

  constructor(workerCount: number, run: Run, options: PieceOptions) {
    const data: PieceWorkerData = { run, options }
    this.#workerCount = workerCount
    this.#pool = workerPool(new URL('piece-worker.ts', import.meta.url), workerCount, data)
  }

  /** Waits until every thread has loaded its program. */
  async start(): Promise<void> {
    await Promise.all(Array.from({ length: this.#workerCount }, () => this.#pool.run('start')))
  }

  async produce(batch: number): Promise<Piece> {
    const memory = this.#free.pop()
    const piece = await this.#pool.run(memory === undefined ? { batch } : { batch, memory })
    if (piece === undefined) throw new Error(`the worker made no piece of batch ${batch}`)
    return piece
  }

  /** Gives the memory of a piece of this pool to a later one. Nobody may look at its bytes again. */
  reuse({ bytes: { buffer } }: Piece): void {
    if (buffer instanceof SharedArrayBuffer) this.#free.push(buffer)
  }

  async close(): Promise<void> {
    await this.#pool.destroy()
  }
}
