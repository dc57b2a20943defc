// Writes an event that came as a JSON object as one RowBinary row, or says which of its fields breaks which rule.
//
// A live event must say who did what: the dataset's actor and category. Its time is now and its id a new UUID unless it
// brings them; every other column that is not there (or null, where the column takes no null) gets its type's zero.
import { randomUUID } from 'node:crypto'
import type { ColumnDefinition, EventDataset } from '@millrace/schemas/dataset/dataset.ts'
import { writeBytes, type ByteSink } from '../../encode/rowbinary/byte-sink.ts'
import { encodeValue } from '../../encode/rowbinary/encode-value.ts'
import { defaultValue } from '../../encode/native/default-value.ts'
import { isJsonObject } from './is-json-object.ts'
import type { JsonWriter } from './json-writer.ts'
import { jsonWriterOf } from './json-writer-of.ts'
import { shownJson } from './shown-json.ts'
import { TimeWindow, type TimeWindowOptions } from './time-window.ts'

/** Why an event was not taken. */
export interface EventFault {
  /** Absent when the whole event is at fault. */
  readonly field?: string
  readonly reason: string
}

interface EventColumn {
  readonly name: string
  readonly write: JsonWriter
  /** Writes what stands in when the event does not have it; undefined when it must have it. */
  readonly writeDefault: ((sink: ByteSink) => void) | undefined
  readonly isNullable: boolean
}

const shownCharactersMax = 60

export class EventWriter {
  readonly #columns: readonly EventColumn[]
  readonly #known: string
  readonly #window: TimeWindow

  constructor(dataset: EventDataset, window: TimeWindowOptions) {
    this.#window = new TimeWindow(window)
    this.#columns = dataset.columns.map((column) => this.#eventColumn(column, dataset.roles))
    this.#known = dataset.columns.map(({ name }) => name).join(', ')
  }

  /** Call it before a batch of events: the times that are taken, and the time of events that bring none, move with it. */
  startAt(nowMs: number): void {
    this.#window.startAt(nowMs)
  }

  /** The earliest time since `startAt`, in Unix milliseconds; `Infinity` when there was none. */
  get earliestMs(): number {
    return this.#window.earliestMs
  }

  /** Appends the event's row, or appends nothing and returns the fault. */
  write(sink: ByteSink, event: unknown): EventFault | undefined {
    if (!isJsonObject(event))
      return { reason: `${shownJson(event, shownCharactersMax)} is not an event: that is a JSON object` }
    const startBytes = sink.usedBytes
    let found = 0
    for (const { name, write, writeDefault, isNullable } of this.#columns) {
      const value = Object.hasOwn(event, name) ? event[name] : undefined
      if (value !== undefined) found++
      if (value === undefined || (value === null && !isNullable)) {
        if (writeDefault !== undefined) {
          writeDefault(sink)
          continue
        }
        sink.usedBytes = startBytes
        return { field: name, reason: 'is missing: every event must have it' }
      }
      const rule = write(sink, value)
      if (rule !== undefined) {
        sink.usedBytes = startBytes
        return { field: name, reason: `${shownJson(value, shownCharactersMax)} is not ${rule}` }
      }
    }
    const fault = this.#unknownField(event, found)
    if (fault !== undefined) sink.usedBytes = startBytes
    return fault
  }

  #unknownField(event: Readonly<Record<string, unknown>>, found: number): EventFault | undefined {
    const fields = Object.keys(event)
    if (fields.length === found) return undefined
    const unknown = fields.find((field) => !this.#columns.some(({ name }) => name === field))
    if (unknown === undefined) return undefined
    return { field: unknown.slice(0, shownCharactersMax), reason: `is not known: the fields are ${this.#known}` }
  }

  #eventColumn({ name, type }: ColumnDefinition, roles: EventDataset['roles']): EventColumn {
    const write = jsonWriterOf(type)
    const isNullable = type.kind === 'Nullable' || (type.kind === 'LowCardinality' && type.inner.kind === 'Nullable')
    const column = { name, write, isNullable }
    if (name === roles.time) {
      const window = this.#window
      return {
        ...column,
        write: (sink, value) => {
          const rule = write(sink, value)
          return rule ?? window.ruleFor(sink, type)
        },
        writeDefault: (sink) => window.writeNow(sink, type),
      }
    }
    if (name === roles.category || name === roles.actor) return { ...column, writeDefault: undefined }
    if (name === roles.id && type.kind === 'UUID') {
      return { ...column, writeDefault: (sink) => void write(sink, randomUUID()) }
    }
    const zero = encodeValue(defaultValue(type), type)
    return { ...column, writeDefault: (sink) => writeBytes(sink, zero) }
  }
}
