// Passes on whole lines of JSON as ClickHouse sends them, and fails when ClickHouse says in their midst what went wrong.
//
// An answer that has begun can only end in an error by `\r\n__exception__…`; JSON itself never has a bare `\r`.
import { Transform, type TransformCallback } from 'node:stream'
import { parseError } from '@clickhouse/client'
import { readFailure } from './read-failure.ts'

const carriageReturn = 0x0d
const newline = 0x0a
const bufferedBytesMax = 65_536
const failureBytesMax = 65_536

export class WholeLines extends Transform {
  readonly #doing: string
  #rest: Buffer = Buffer.alloc(0)
  #failure: Buffer | undefined

  constructor(doing: string) {
    super({ readableHighWaterMark: bufferedBytesMax, writableHighWaterMark: bufferedBytesMax })
    this.#doing = doing
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    const mark = this.#failure === undefined ? chunk.indexOf(carriageReturn) : 0
    const lines = mark < 0 ? chunk : chunk.subarray(0, mark)
    if (mark >= 0) this.#failure = Buffer.concat([this.#failure ?? Buffer.alloc(0), chunk.subarray(mark)])
    const end = lines.lastIndexOf(newline) + 1
    if (end > 0) {
      this.push(this.#rest.length === 0 ? lines.subarray(0, end) : Buffer.concat([this.#rest, lines.subarray(0, end)]))
      this.#rest = lines.subarray(end)
    } else if (lines.length > 0) {
      this.#rest = Buffer.concat([this.#rest, lines])
    }
    done((this.#failure?.length ?? 0) > failureBytesMax ? this.#said() : null)
  }

  override _flush(done: TransformCallback): void {
    if (this.#failure !== undefined) done(this.#said())
    else done(this.#rest.length > 0 ? new Error('the answer ended in the middle of a line') : null)
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    if (error === null || error.name === 'AbortError') done(error)
    else done(asError(readFailure(this.#said() ?? error, this.#doing)))
  }

  #said(): Error | undefined {
    return this.#failure && parseError(this.#failure.toString())
  }
}

function asError(failure: unknown): Error {
  return failure instanceof Error ? failure : new Error(String(failure))
}
