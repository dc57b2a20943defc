// Which times an event may have. Without bounds, one request could touch a thousand months, and each is a partition that
// ClickHouse opens for every insert; and what the table's TTL has dropped already would be acknowledged for nothing.
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import type { ByteSink } from '../../encode/rowbinary/byte-sink.ts'
import { writeValue } from '../../encode/rowbinary/write-value.ts'

export interface TimeWindowOptions {
  /** Months that the table keeps; 0 keeps all. */
  readonly ttlMonths: number
}

const dayMs = 86_400_000
const monthDays = 30
/** Ten years of months: more partitions than one insert may touch by ClickHouse's own default would not come together. */
const monthsMax = 90
const aheadMsMax = dayMs

export class TimeWindow {
  readonly #keptMs: number
  /** The earliest time since `startAt`, of those that were taken. */
  earliestMs = Infinity
  #nowMs = 0
  #nowText = ''
  #fromText = ''
  #toText = ''

  constructor({ ttlMonths }: TimeWindowOptions) {
    const months = ttlMonths === 0 ? monthsMax : Math.min(ttlMonths, monthsMax)
    this.#keptMs = months * monthDays * dayMs
  }

  startAt(nowMs: number): void {
    this.#nowMs = nowMs
    this.earliestMs = Infinity
    this.#nowText = new Date(nowMs).toISOString()
    this.#fromText = new Date(nowMs - this.#keptMs).toISOString()
    this.#toText = new Date(nowMs + aheadMsMax).toISOString()
  }

  writeNow(sink: ByteSink, type: ColumnType): void {
    writeValue(sink, this.#nowText, type)
    this.earliestMs = Math.min(this.earliestMs, this.#nowMs)
  }

  /** The rule that the time just written at the end of the sink breaks, if it does. */
  ruleFor(sink: ByteSink, type: ColumnType): string | undefined {
    const ms = writtenMs(sink, type)
    if (ms >= this.#nowMs - this.#keptMs && ms <= this.#nowMs + aheadMsMax) {
      if (ms < this.earliestMs) this.earliestMs = ms
      return undefined
    }
    return `a time from ${this.#fromText} (what is older is not kept) to ${this.#toText} (a day from now)`
  }
}

function writtenMs({ view, usedBytes }: ByteSink, type: ColumnType): number {
  switch (type.kind) {
    case 'DateTime64': {
      const ticks = view.getInt32(usedBytes - 4, true) * 2 ** 32 + view.getUint32(usedBytes - 8, true)
      return ticks / 10 ** (type.precision - 3)
    }
    case 'DateTime':
      return view.getUint32(usedBytes - 4, true) * 1000
    default:
      throw new RangeError(`the time of a dataset is a DateTime or DateTime64, not ${type.kind}`)
  }
}
