// Piscina worker: makes the piece of a batch in memory that it shares with whoever asked.
import { workerData } from 'piscina'
import { datasetOf } from '../plan/run.ts'
import type { PieceTask, PieceWorkerData } from './piece-pool.ts'
import { PieceProducer, type Piece } from './piece-producer.ts'

// What the pool hands to its own workers is typed by the pool.
const { run, options } = workerData as PieceWorkerData
const producer = new PieceProducer(datasetOf(run), run, options)

export default function producePiece(task: PieceTask | 'start'): Piece | undefined {
  return task === 'start' ? undefined : producer.produce(task.batch, task.memory)
}
