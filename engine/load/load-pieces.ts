// Loads a file block by block, one after the other, each named by the ledger before the next is sent: what is in of a file is
// always all of it up to some record.
import { crc32 } from 'node:zlib'
import { quoteName } from '@millrace/schemas/column/quote-string.ts'
import { BadFileError } from './bad-file-error.ts'
import { csvHead, headBytesMax } from './csv-header.ts'
import { cutBlocks, type FileBlock } from './cut/cut-blocks.ts'
import { scanCsv } from './cut/scan-csv.ts'
import { scanJson, trimJson } from './cut/scan-json.ts'
import { ByteSource } from './decompress/byte-source.ts'
import type { ScanRecords } from './cut/scan-records.ts'
import { fileContent } from './decompress/file-content.ts'
import { findRefusedRecord } from './find-refused-record.ts'
import { insertMeasured } from './insert-measured.ts'
import type { LoadContext } from './load-context.ts'
import { loadState, recordLoad, type LoadEntry } from './load-ledger.ts'
import { changed, type LoadPlan } from './load-plan.ts'
import { shardOf } from './load-target.ts'
import { pieceSettings } from './load-settings.ts'
import { retryWhileAway } from '../retry/retry-while-away.ts'

/** How old what is known of other processes may be: far less than it takes for the table to forget an insert. */
const staleMs = 5_000
const skipBytes = 1_048_576
const [newline, carriageReturn] = [0x0a, 0x0d]

type Ends = Pick<LoadEntry, 'offsetBytes' | 'rowCount' | 'crc32'>

export class PieceLoad {
  readonly #context: LoadContext
  readonly #plan: LoadPlan
  readonly #entry: Omit<LoadEntry, keyof Ends | 'state' | 'headBytes'>
  #headBytes = 0
  #columns: readonly string[] = []
  /** Up to where all records are in. */
  #in: Ends
  #lookedAtMs = performance.now()
  /** Of another process that loads the same file. */
  #othersOffsetBytes = 0

  constructor(context: LoadContext, plan: LoadPlan, entry: Omit<LoadEntry, keyof Ends | 'state' | 'headBytes'>) {
    this.#context = context
    this.#plan = plan
    this.#entry = entry
    this.#in = plan.from
  }

  /** Resolves with whether all of it is in: not when it was interrupted. Throws `BadFileError`. */
  async run(): Promise<boolean> {
    const { counters, target, options, limits } = this.#context
    const isCsv = this.#plan.format === 'csv'
    const names = target.columns.map(({ name }) => name)
    const source = new ByteSource(fileContent(this.#entry.path, (byteCount) => (counters.bytesRead += byteCount)))
    const head = isCsv
      ? csvHead(await source.peek(headBytesMax), options.hasHeader ?? this.#plan.hasHeader, names)
      : { columns: undefined, byteCount: 0 }
    this.#headBytes = head.byteCount
    if (this.#in.offsetBytes === 0) {
      const bytes = await source.take(head.byteCount)
      this.#in = { offsetBytes: head.byteCount, rowCount: 0, crc32: crc32(bytes) }
    } else await this.#passOver(source, isCsv)
    counters.rowsAlreadyIn += this.#in.rowCount
    await this.#record('begun')
    const columns = head.columns === undefined ? '' : ` (${head.columns.map(quoteName).join(', ')})`
    this.#columns = head.columns ?? names
    const blocks = cutBlocks(source.rest(), this.#in.offsetBytes, this.#scanRecords, limits)
    try {
      return await this.#insertAll(blocks, `${target.table}${columns}`)
    } catch (error) {
      if (error instanceof BadFileError) await this.#record('stopped')
      throw error
    }
  }

  async end(): Promise<void> {
    await this.#record('done')
  }

  /** The next block is cut while one is inserted. */
  async #insertAll(blocks: AsyncGenerator<FileBlock, void>, into: string): Promise<boolean> {
    const rowsBefore = this.#in.rowCount
    let next = blocks.next()
    try {
      for (;;) {
        const { value: block, done } = await next
        if (done === true) return true
        if (this.#context.signal.aborted) {
          await this.#record('stopped')
          return false
        }
        next = blocks.next()
        next.catch(() => undefined) // it is waited for
        await this.#load(block, into, rowsBefore)
      }
    } finally {
      await next.catch(() => undefined)
      await blocks.return()
    }
  }

  async #load(block: FileBlock, into: string, rowsBefore: number): Promise<void> {
    const { counters } = this.#context
    const crc = crc32(block.bytes, this.#in.crc32)
    const isKnown = await this.#isIn(block)
    if (!isKnown) await this.#insert(block, crc, into, rowsBefore)
    this.#in = { offsetBytes: block.end, rowCount: this.#in.rowCount + block.records, crc32: crc }
    if (isKnown) counters.rowsAlreadyIn += block.records
    else {
      counters.rowsInserted += block.records
      await this.#record('begun')
    }
  }

  async #insert(block: FileBlock, crc: number, into: string, rowsBefore: number): Promise<void> {
    const isCsv = this.#plan.format === 'csv'
    const bytes = isCsv ? block.bytes : trimJson(block.bytes)
    if (bytes.byteLength === 0) return
    try {
      await insertMeasured(this.#context, shardOf(this.#context.target, crc), () => ({
        into,
        format: this.#formatName,
        body: bytes,
        token: `load/${this.#plan.loadId}/${block.start}-${block.end}/${crc}`,
        settings: { ...pieceSettings, input_format_parallel_parsing: this.#context.isAlone ? 1 : 0 },
      }))
    } catch (error) {
      if (!(error instanceof BadFileError)) throw error
      const row = error.place.row ?? (await this.#findRefused(bytes))
      const place = row === undefined ? {} : { row: rowsBefore + block.recordsBefore + row }
      throw new BadFileError(error.message, { byte: block.start, ...place }, { cause: error })
    }
  }

  async #findRefused(bytes: Uint8Array): Promise<number | undefined> {
    const { warehouse, target } = this.#context
    const columns = target.columns.filter(({ name }) => this.#columns.includes(name))
    columns.sort((a, b) => this.#columns.indexOf(a.name) - this.#columns.indexOf(b.name))
    return findRefusedRecord(warehouse, { bytes, format: this.#formatName, columns, scanRecords: this.#scanRecords })
  }

  get #scanRecords(): ScanRecords {
    return this.#plan.format === 'csv' ? scanCsv : scanJson
  }

  get #formatName(): string {
    return this.#plan.format === 'csv' ? 'CSV' : 'JSONEachRow'
  }

  /** Another process may be ahead, further than the table remembers. */
  async #isIn({ end }: FileBlock): Promise<boolean> {
    if (performance.now() - this.#lookedAtMs > staleMs) {
      const { warehouse, target, retry } = this.#context
      const state = await retryWhileAway(retry, () => loadState(warehouse, target.identity, this.#plan.loadId))
      this.#othersOffsetBytes = state?.offsetBytes ?? 0
      this.#lookedAtMs = performance.now()
    }
    return end <= this.#othersOffsetBytes
  }

  /** Over what is in, if it is still the same. */
  async #passOver(source: ByteSource, isCsv: boolean): Promise<void> {
    const { offsetBytes } = this.#in
    let crc = 0
    let last: number | undefined
    for (let at = 0; at < offsetBytes;) {
      const bytes = await source.peek(Math.min(skipBytes, offsetBytes - at))
      if (bytes.byteLength === 0) throw this.#changed()
      crc = crc32(await source.take(bytes.byteLength), crc)
      last = bytes.at(-1)
      at += bytes.byteLength
    }
    if (crc !== this.#in.crc32) throw this.#changed()
    // The last row that is in may have had no line end: then it must have one now.
    if (!isCsv || last === newline || (await source.isAtEnd())) return
    const [first, second] = await source.peek(2)
    const endBytes = first === newline ? 1 : first === carriageReturn && second === newline ? 2 : 0
    if (endBytes === 0) throw this.#changed()
    this.#in = { ...this.#in, offsetBytes: offsetBytes + endBytes, crc32: crc32(await source.take(endBytes), crc) }
  }

  #changed(): BadFileError {
    return changed({ rowCount: this.#in.rowCount, at: new Date().toISOString() })
  }

  async #record(state: LoadEntry['state']): Promise<void> {
    const { warehouse, retry } = this.#context
    const entry = { ...this.#entry, headBytes: this.#headBytes, state, ...this.#in }
    await retryWhileAway(retry, () => recordLoad(warehouse, entry))
  }
}
