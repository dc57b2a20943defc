// Piscina worker: encodes and compresses large pieces of requests, in memory that it shares with whoever asked.
import { datasetNamed } from '@millrace/schemas/datasets/datasets.ts'
import { workerData } from 'piscina'
import { compressedFrame } from '../compress/lz4-frame.ts'
import type { EncoderWorkerData, EncodeTask, EncodeOutcome } from './encoder-pool.ts'
import { EventEncoder } from './event-encoder.ts'
import { MalformedBodyError } from './malformed-body-error.ts'

// What the pool hands to its own workers is typed by the pool.
const { dataset, ttlMonths } = workerData as EncoderWorkerData
const encoder = new EventEncoder(datasetNamed(dataset), { ttlMonths })

export default function encodePiece({ bytes, form, nowMs }: EncodeTask): EncodeOutcome {
  try {
    const { rows, ...events } = encoder.encode(bytes, form, nowMs)
    const frame = compressedFrame(rows)
    return { events: { ...events, encodedBytes: rows.byteLength, content: { frame } } }
  } catch (error) {
    if (!(error instanceof MalformedBodyError)) throw error
    return { malformed: error.message }
  }
}
