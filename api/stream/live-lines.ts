// Events of now, as JSON Lines: what the generator makes of page events, with times and ids of the moment.
import { randomFillSync } from 'node:crypto'
import type { DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import { BatchGenerator } from '@millrace/engine/generate/batch-generator.ts'
import type { DrawnColumn } from '@millrace/engine/generate/column/drawn-column.ts'
import type { Run } from '@millrace/engine/plan/run.ts'

const batchRows = 10_000
/** More than anyone streams in one go. */
const rowsMax = 2 ** 50
const randomBytes = 64 * 1024
const bytesPerId = 10

export class LiveLines {
  readonly #generator: BatchGenerator
  readonly #renderers: readonly ((row: number) => string)[]
  readonly #random = Buffer.alloc(randomBytes)
  readonly #timeName: string
  readonly #idName: string
  #randomAt = randomBytes
  #batch = 0
  #row = 0
  #rowCount = 0

  constructor(dataset: DatasetDefinition, seed: string) {
    const run: Run = {
      dataset: dataset.name,
      tableUuid: '',
      schemaVersion: dataset.schemaVersion,
      seed,
      anchorMs: Date.UTC(2026, 0, 1),
      days: 30,
      batchRows,
      segments: [{ firstBatch: 0, firstRow: 0, rowCount: rowsMax }],
    }
    this.#generator = new BatchGenerator(dataset, run)
    const { time, id } = dataset.roles
    this.#timeName = JSON.stringify(time)
    this.#idName = JSON.stringify(id)
    this.#renderers = dataset.columns.flatMap(({ name }, i) => {
      const column = this.#generator.columns[i]
      if (column === undefined || name === time || name === id) return []
      const value = renderer(column.drawn)
      const prefix = `,${JSON.stringify(name)}:`
      return [(row: number) => prefix + value(column.slots[row] ?? 0)]
    })
  }

  /** One event for each of the times (Unix milliseconds), one to a line. */
  render(timesMs: readonly number[]): Buffer {
    let text = ''
    for (const timeMs of timesMs) {
      if (this.#row >= this.#rowCount) this.#nextBatch()
      text += `{${this.#idName}:"${this.#uuidV7(timeMs)}",${this.#timeName}:"${new Date(timeMs).toISOString()}"`
      for (const render of this.#renderers) text += render(this.#row)
      text += '}\n'
      this.#row++
    }
    return Buffer.from(text)
  }

  #nextBatch(): void {
    this.#rowCount = this.#generator.generate(this.#batch++)
    this.#row = 0
  }

  /** RFC 9562, section 5.7: 48 bits of time, then random ones. */
  #uuidV7(timeMs: number): string {
    if (this.#randomAt + bytesPerId > randomBytes) {
      randomFillSync(this.#random)
      this.#randomAt = 0
    }
    const at = this.#randomAt
    this.#randomAt += bytesPerId
    this.#random[at] = 0x70 | ((this.#random[at] ?? 0) & 0x0f)
    this.#random[at + 2] = 0x80 | ((this.#random[at + 2] ?? 0) & 0x3f)
    const time = Math.floor(timeMs).toString(16).padStart(12, '0')
    const rest = this.#random.toString('hex', at, at + bytesPerId)
    return `${time.slice(0, 8)}-${time.slice(8)}-${rest.slice(0, 4)}-${rest.slice(4, 8)}-${rest.slice(8)}`
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
    case 'nullable': {
      const of = renderer(drawn.of)
      return (slot) => (drawn.nulls[slot] === 1 ? 'null' : of(slot))
    }
  }
}

function uuidText(words: Uint32Array, at: number): string {
  // Each half stands low word first.
  const [low, high, low2, high2] = [words[at], words[at + 1], words[at + 2], words[at + 3]].map((word) =>
    (word ?? 0).toString(16).padStart(8, '0'),
  )
  const text = `${high}${low}${high2}${low2}`
  return `"${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}"`
}
