// Events of now, as JSON Lines: what the generator makes of page events, with times and ids of the moment.
import { randomFillSync } from 'node:crypto'
import type { EventDataset } from '@millrace/schemas/dataset/dataset.ts'
import { BatchGenerator } from '@millrace/engine/generate/batch-generator.ts'
import type { DrawnColumn } from '@millrace/engine/generate/column/drawn-column.ts'
import type { Run } from '@millrace/engine/plan/run.ts'

const batchRows = 10_000
/** More than anyone streams in one go. */
const rowsMax = 2 ** 50
const randomBytes = 64 * 1024
const bytesPerId = 10
const variants = ['8', '9', 'a', 'b'] as const

/** Fields of an event that follow from its slot: `,"name":value` for each column. */
type FieldsOf = (slot: number) => string

export class LiveLines {
  readonly #generator: BatchGenerator
  readonly #fieldsOfRow: FieldsOf
  readonly #fieldsOfSession: FieldsOf
  readonly #sessionOf: Uint32Array
  /** By session of the batch: its events share what was rendered once. */
  #sessions: (string | undefined)[] = []
  readonly #random = Buffer.alloc(randomBytes)
  readonly #beforeId: string
  readonly #beforeTime: string
  #randomAt = randomBytes
  #batch = 0
  #row = 0
  #rowCount = 0
  /** Of the millisecond that was rendered last: there are many events to one. */
  #moment = { ms: NaN, idPrefix: '', iso: '' }

  constructor(dataset: EventDataset, seed: string) {
    const run: Run = {
      dataset: dataset.name,
      tableUuid: '',
      schemaVersion: dataset.schemaVersion,
      seed,
      anchorMs: Date.UTC(2026, 0, 1),
      days: 30,
      batchRows,
      shardCount: 1,
      segments: [{ firstBatch: 0, firstRow: 0, rowCount: rowsMax }],
    }
    this.#generator = new BatchGenerator(dataset, run)
    const { time, id } = dataset.roles
    const fields = (per: 'row' | 'session'): FieldsOf => {
      const renderers = dataset.columns.flatMap(({ name, per: drawnPer = 'row' }, i) => {
        const column = this.#generator.columns[i]
        if (column === undefined || name === time || name === id || drawnPer !== per) return []
        const value = renderer(column.drawn)
        const prefix = `,${JSON.stringify(name)}:`
        return [(slot: number) => prefix + value(slot)]
      })
      return (slot) => renderers.reduce((text, render) => text + render(slot), '')
    }
    this.#fieldsOfRow = fields('row')
    this.#fieldsOfSession = fields('session')
    const sessionColumn = dataset.columns.findIndex(({ per }) => per === 'session')
    this.#sessionOf = this.#generator.columns[sessionColumn]?.slots ?? new Uint32Array(batchRows)
    this.#beforeId = `{${JSON.stringify(id)}:"`
    this.#beforeTime = `",${JSON.stringify(time)}:"`
  }

  /** One event for each of the times (Unix milliseconds), one to a line. */
  render(timesMs: readonly number[]): Buffer {
    let text = ''
    for (const timeMs of timesMs) {
      if (this.#row >= this.#rowCount) this.#nextBatch()
      const { idPrefix, iso } = this.#momentOf(Math.floor(timeMs))
      const session = this.#sessionOf[this.#row] ?? 0
      const ofSession = (this.#sessions[session] ??= this.#fieldsOfSession(session))
      text += `${this.#beforeId}${idPrefix}${this.#idRest()}${this.#beforeTime}${iso}"${this.#fieldsOfRow(this.#row)}${ofSession}}\n`
      this.#row++
    }
    return Buffer.from(text)
  }

  #nextBatch(): void {
    this.#rowCount = this.#generator.generate(this.#batch++)
    this.#row = 0
    this.#sessions = []
  }

  #momentOf(ms: number): { idPrefix: string; iso: string } {
    if (ms === this.#moment.ms) return this.#moment
    const time = ms.toString(16).padStart(12, '0')
    this.#moment = { ms, idPrefix: `${time.slice(0, 8)}-${time.slice(8)}-7`, iso: new Date(ms).toISOString() }
    return this.#moment
  }

  /** Of a UUID v7, what comes after its time and version: random but for the variant (RFC 9562, section 5.7). */
  #idRest(): string {
    if (this.#randomAt + bytesPerId > randomBytes) {
      randomFillSync(this.#random)
      this.#randomAt = 0
    }
    const at = this.#randomAt
    this.#randomAt += bytesPerId
    const hex = this.#random.toString('hex', at, at + bytesPerId)
    return `${hex.slice(0, 3)}-${variants[(this.#random[at + 1] ?? 0) & 3] ?? '8'}${hex.slice(4, 7)}-${hex.slice(7, 19)}`
  }
}

/** The JSON of the value in a slot. */
function renderer(drawn: DrawnColumn): (slot: number) => string {
  switch (drawn.layout) {
    case 'codes': {
      const texts = drawn.pool.values.map((value) =>
        JSON.stringify(value instanceof Map ? Object.fromEntries(value) : value),
      )
      return (slot) => texts[drawn.codes[slot] ?? 0] ?? 'null'
    }
    case 'numbers':
      return (slot) => String((drawn.values[slot] ?? 0) * drawn.factor)
    case 'uuid':
      return (slot) => uuidText(drawn.words, slot * 4)
    case 'texts':
      return (slot) => JSON.stringify(drawn.texts.textOf(slot).toString())
    case 'nullable': {
      const of = renderer(drawn.of)
      return (slot) => (drawn.nulls[slot] === 1 ? 'null' : of(slot))
    }
  }
}

function uuidText(words: Uint32Array, at: number): string {
  // Each half stands low word first.
  const first = hexOfWord(words[at + 1] ?? 0)
  const second = hexOfWord(words[at] ?? 0)
  const third = hexOfWord(words[at + 3] ?? 0)
  const fourth = hexOfWord(words[at + 2] ?? 0)
  return `"${first}-${second.slice(0, 4)}-${second.slice(4)}-${third.slice(0, 4)}-${third.slice(4)}${fourth}"`
}

function hexOfWord(word: number): string {
  return word.toString(16).padStart(8, '0')
}
