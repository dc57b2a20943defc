// Encodes pieces of requests: small ones at once, large ones on worker threads, so that a flood does not hold up the event
// loop. The threads are started when the first large piece comes.
import type { EventDataset } from '@millrace/schemas/dataset/dataset.ts'
import type { Piscina } from 'piscina'
import { workerPool } from '../concurrency/worker-pool.ts'
import type { EncodedEvents } from './encoded-events.ts'
import { EventEncoder, type EventForm } from './event-encoder.ts'
import type { EventPart } from './live-block.ts'
import { MalformedBodyError } from './malformed-body-error.ts'

export interface EncoderWorkerData {
  readonly dataset: string
  readonly ttlMonths: number
}

export interface EncodeTask {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly form: EventForm
  readonly nowMs: number
}

export type EncodedPart = Omit<EncodedEvents, 'rows'> & Pick<EventPart, 'encodedBytes' | 'content'>

export type EncodeOutcome = { readonly events: EncodedPart } | { readonly malformed: string }

/** Below, the way to another thread takes longer than the work. */
const inlineBytesMax = 16 * 1024

export class EncoderPool {
  readonly #encoder: EventEncoder
  readonly #newPool: () => Piscina<EncodeTask, EncodeOutcome>
  #pool: Piscina<EncodeTask, EncodeOutcome> | undefined

  constructor(dataset: EventDataset, ttlMonths: number, workerCount: number) {
    this.#encoder = new EventEncoder(dataset, { ttlMonths })
    const data: EncoderWorkerData = { dataset: dataset.name, ttlMonths }
    this.#newPool = () => workerPool(new URL('encode-worker.ts', import.meta.url), workerCount, data)
  }

  /** `bytes` is handed over, and empty afterwards. Throws `MalformedBodyError` for an array that is none. */
  async encode(task: EncodeTask): Promise<EncodedPart> {
    if (task.bytes.byteLength <= inlineBytesMax) {
      const { rows, ...events } = this.#encoder.encode(task.bytes, task.form, task.nowMs)
      return { ...events, encodedBytes: rows.byteLength, content: { rows } }
    }
    this.#pool ??= this.#newPool()
    const outcome = await this.#pool.run(task, { transferList: [task.bytes.buffer] })
    if ('malformed' in outcome) throw new MalformedBodyError(outcome.malformed)
    return outcome.events
  }

  async close(): Promise<void> {
    await this.#pool?.destroy()
  }
}
