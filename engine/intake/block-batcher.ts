// Gathers parts of requests into blocks: by rows, bytes and milliseconds, whichever bound is reached first. It promises that
// `add` resolves when the part is durable and rejects when it may not be; that few rows wait no longer than `quickMs` for
// company, and many no longer than `gatherMs`; and that parts beyond `pendingBytesMax` wait outside.
//
// Many rows wait longer because ClickHouse takes a few large blocks with half the work of many small ones.
import type { Block } from '../block/block.ts'
import { Wakeup } from '../staging/wakeup.ts'
import type { EventPart } from './live-block.ts'

export interface BlockBatcherOptions {
  readonly blockOf: (parts: readonly EventPart[]) => Block
  /** Resolves when the block is durable. */
  readonly append: (block: Block) => Promise<void>
  readonly quickMs?: number
  /** More rows than this, after `quickMs`, wait for more until `gatherMs`. */
  readonly quickRowsMax?: number
  readonly gatherMs?: number
  readonly rowsMax?: number
  /** As they will be staged. */
  readonly bytesMax?: number
  readonly pendingBytesMax?: number
}

interface WaitingPart {
  readonly part: EventPart
  readonly settle: { resolve(): void; reject(error: unknown): void }
}

const partsMax = 2_000
const roomWaitMs = 1_000

export class BlockBatcher {
  readonly #options: Required<BlockBatcherOptions>
  readonly #room = new Wakeup()
  readonly #appending = new Set<Promise<void>>()
  #waiting: WaitingPart[] = []
  #waitingRows = 0
  #waitingBytes = 0
  /** Waiting and being appended. */
  #pendingBytes = 0
  #timer: NodeJS.Timeout | undefined

  constructor(options: BlockBatcherOptions) {
    this.#options = {
      quickMs: 100,
      quickRowsMax: 2_000,
      gatherMs: 400,
      rowsMax: 100_000,
      bytesMax: 12 * 1024 * 1024,
      pendingBytesMax: 64 * 1024 * 1024,
      ...options,
    }
  }

  async add(part: EventPart): Promise<void> {
    const { pendingBytesMax, rowsMax, bytesMax, quickMs } = this.#options
    const bytes = stagedBytes(part)
    while (this.#pendingBytes >= pendingBytesMax) await this.#room.sleep(roomWaitMs)
    if (this.#waitingBytes + bytes > bytesMax) this.flush()
    this.#waitingRows += part.rowCount
    this.#waitingBytes += bytes
    this.#pendingBytes += bytes
    const durable = new Promise<void>((resolve, reject) => {
      this.#waiting.push({ part, settle: { resolve, reject } })
    })
    if (this.#waitingRows >= rowsMax || this.#waitingBytes >= bytesMax || this.#waiting.length >= partsMax) this.flush()
    else this.#timer ??= setTimeout(() => this.#flushOrGather(), quickMs)
    await durable
  }

  #flushOrGather(): void {
    const { quickMs, quickRowsMax, gatherMs } = this.#options
    if (this.#waitingRows <= quickRowsMax) this.flush()
    else this.#timer = setTimeout(() => this.flush(), gatherMs - quickMs)
  }

  /** Sends what waits on its way. */
  flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#waiting.length === 0) return
    const [waiting, bytes] = [this.#waiting, this.#waitingBytes]
    this.#waiting = []
    this.#waitingRows = this.#waitingBytes = 0
    const appending = this.#append(waiting).finally(() => {
      this.#appending.delete(appending)
      this.#pendingBytes -= bytes
      this.#room.wake()
    })
    this.#appending.add(appending)
  }

  /** Resolves when everything that was added is durable or known not to be. */
  async drain(): Promise<void> {
    this.flush()
    await Promise.all(this.#appending)
  }

  async #append(waiting: readonly WaitingPart[]): Promise<void> {
    try {
      await this.#options.append(this.#options.blockOf(waiting.map(({ part }) => part)))
      for (const { settle } of waiting) settle.resolve()
    } catch (error) {
      for (const { settle } of waiting) settle.reject(error)
    }
  }
}

/** Of rows that are not compressed yet, more than it will be. */
function stagedBytes({ content }: EventPart): number {
  return 'frame' in content ? content.frame.byteLength : content.rows.byteLength
}
