// Encodes pieces of requests, lines of JSON or one JSON array, event by event. It promises that every event is either a row
// or in the report, and that nothing but a whole array that is no JSON makes it throw.
import { isUtf8 } from 'node:buffer'
import type { EventDataset } from '@millrace/schemas/dataset/dataset.ts'
import { errorMessage } from '../errors/error-message.ts'
import { copyWritten, createByteSink, type ByteSink } from '../encode/rowbinary/byte-sink.ts'
import { rejectedShownMax, type EncodedEvents, type RejectedEvent } from './encoded-events.ts'
import { EventWriter, type EventFault } from './json/event-writer.ts'
import type { TimeWindowOptions } from './json/time-window.ts'
import { MalformedBodyError } from './malformed-body-error.ts'

export type EventForm = 'lines' | 'array'

const newline = 0x0a
const reasonCharactersMax = 200
const keptSinkBytesMax = 4 * 1024 * 1024

export class EventEncoder {
  readonly #writer: EventWriter
  #sink: ByteSink = createByteSink(64 * 1024)
  #rejected: RejectedEvent[] = []
  #rejectedCount = 0
  #rowCount = 0

  constructor(dataset: EventDataset, window: TimeWindowOptions) {
    this.#writer = new EventWriter(dataset, window)
  }

  /** Throws `MalformedBodyError` when an array is not one. */
  encode(piece: Uint8Array, form: EventForm, nowMs: number): EncodedEvents {
    if (this.#sink.bytes.byteLength > keptSinkBytesMax) this.#sink = createByteSink(64 * 1024)
    this.#sink.usedBytes = 0
    this.#rejected = []
    this.#rejectedCount = 0
    this.#rowCount = 0
    this.#writer.startAt(nowMs)
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength)
    const lineCount = form === 'array' ? this.#encodeArray(bytes) : this.#encodeLines(bytes)
    return {
      rows: copyWritten(this.#sink),
      rowCount: this.#rowCount,
      earliestMs: Math.floor(this.#writer.earliestMs),
      lineCount,
      rejected: this.#rejected,
      rejectedCount: this.#rejectedCount,
    }
  }

  #encodeLines(bytes: Buffer): number {
    return isUtf8(bytes) ? this.#encodeTextLines(bytes.toString()) : this.#encodeBrokenLines(bytes)
  }

  #encodeTextLines(text: string): number {
    let line = 0
    for (let from = 0; from < text.length;) {
      const end = text.indexOf('\n', from)
      const to = end === -1 ? text.length : end
      this.#takeLine(++line, text.slice(from, to))
      from = to + 1
    }
    return line
  }

  /** Some line is not UTF-8: the others are. */
  #encodeBrokenLines(bytes: Buffer): number {
    let line = 0
    for (let from = 0; from < bytes.byteLength;) {
      const end = bytes.indexOf(newline, from)
      const to = end === -1 ? bytes.byteLength : end
      const lineBytes = bytes.subarray(from, to)
      line++
      if (isUtf8(lineBytes)) this.#takeLine(line, lineBytes.toString())
      else this.#reject(line, { reason: 'is not valid UTF-8' })
      from = to + 1
    }
    return line
  }

  #takeLine(line: number, text: string): void {
    // `JSON.parse` of nothing takes a thousand times as long as this: a small gzip may hold a hundred million empty lines.
    if (text === '') return
    let event: unknown
    try {
      event = JSON.parse(text)
    } catch (error) {
      if (text.trim() !== '') this.#reject(line, { reason: notJson(error) })
      return
    }
    this.#take(line, event)
  }

  #encodeArray(bytes: Buffer): number {
    if (!isUtf8(bytes)) throw new MalformedBodyError('the body is not valid UTF-8')
    let events: unknown
    try {
      events = JSON.parse(bytes.toString())
    } catch (error) {
      throw new MalformedBodyError(`the body ${notJson(error)}`)
    }
    if (!Array.isArray(events)) throw new MalformedBodyError('the body is not a JSON array')
    for (let index = 0; index < events.length; index++) this.#take(index + 1, events[index])
    return events.length
  }

  #take(line: number, event: unknown): void {
    const fault = this.#writer.write(this.#sink, event)
    if (fault === undefined) this.#rowCount++
    else this.#reject(line, fault)
  }

  #reject(line: number, fault: EventFault): void {
    this.#rejectedCount++
    if (this.#rejected.length < rejectedShownMax) this.#rejected.push({ line, ...fault })
  }
}

function notJson(error: unknown): string {
  return `is not JSON: ${errorMessage(error).slice(0, reasonCharactersMax)}`
}
