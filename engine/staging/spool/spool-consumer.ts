// The reader of a spool. It promises to hand out nothing before it holds the spool's lock, which one process has at a time
// and which dies with it, so that whoever waits for it takes over; and at most `blocksInFlightMax` blocks at once.
import { join } from 'node:path'
import { decodeBlockFile } from '../../block/block-file.ts'
import { systemErrorCode } from '../../errors/error-message.ts'
import { isMillraceError, MillraceError } from '../../errors/millrace-error.ts'
import type { Machine } from '../../machine/machine.ts'
import type { StagedBlock, StagingConsumer } from '../staging.ts'
import type { Wakeup } from '../wakeup.ts'
import { removeStaleFiles } from './remove-stale-files.ts'
import { spoolError } from './spool-error.ts'
import type { SpoolIndex } from './spool-index.ts'
import { consumerLockFile } from './spool-paths.ts'

const lockPollMs = 200
const idlePollMs = 150
const busyPollMs = 1_000
const cleanUpIntervalMs = 60_000

export interface SpoolConsumerOptions {
  readonly dir: string
  readonly machine: Machine
  readonly index: SpoolIndex
  readonly blocksInFlightMax: number
  /** Wakes the consumer when this process has appended. */
  readonly arrived: Wakeup
  /** Makes what happened in the folder durable. */
  readonly syncDir: () => Promise<void>
}

export class SpoolConsumer implements StagingConsumer {
  readonly isFromOutside = true
  readonly #options: SpoolConsumerOptions
  /** By name; with the memory that its bytes are in, once it is read. */
  readonly #inFlight = new Map<string, ArrayBufferLike | undefined>()
  /** Of files that are committed, for those that are yet to be read. */
  readonly #freeMemory: ArrayBufferLike[] = []
  readonly #commits = new Set<Promise<void>>()
  #unlock: (() => void) | undefined
  #cleanedUpAtMs = -Infinity
  #isClosed = false

  constructor(options: SpoolConsumerOptions) {
    this.#options = options
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<StagedBlock, void, undefined> {
    const { arrived } = this.#options
    while (!this.#isOver()) {
      if (!this.#holdsLock()) {
        await arrived.sleep(lockPollMs)
        continue
      }
      const staged = await this.#next().catch((error: unknown) => {
        throw spoolError(error, 'reading')
      })
      if (this.#isOver()) return // what was read is no longer this consumer's
      if (staged === undefined) await arrived.sleep(idlePollMs)
      else yield staged
    }
  }

  async commit({ position }: StagedBlock): Promise<void> {
    if (this.#isClosed)
      throw new MillraceError('STAGING_UNAVAILABLE', `the consumer is closed: ${position} stays staged`)
    if (!this.#inFlight.has(position)) return
    const committed = this.#remove(position)
    this.#commits.add(committed)
    try {
      await committed
    } catch (error) {
      throw spoolError(error, `committing ${position}`)
    } finally {
      this.#commits.delete(committed)
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#options.arrived.wake()
    await Promise.allSettled(this.#commits) // whoever commits has the outcome
    for (const name of this.#inFlight.keys()) this.#options.index.putBack(name)
    this.#inFlight.clear()
    this.#unlock?.()
    this.#unlock = undefined
  }

  // A function, because the compiler would hold that a field cannot change across an `await`.
  #isOver(): boolean {
    return this.#isClosed
  }

  async #remove(name: string): Promise<void> {
    await this.#options.machine.files.rm(join(this.#options.dir, name), { force: true })
    const memory = this.#inFlight.get(name)
    if (memory !== undefined) this.#freeMemory.push(memory)
    this.#inFlight.delete(name)
    this.#options.index.remove(name)
    this.#options.arrived.wake()
    await this.#options.syncDir()
  }

  #holdsLock(): boolean {
    const { dir, machine } = this.#options
    this.#unlock ??= machine.tryLock(consumerLockFile(dir))
    return this.#unlock !== undefined
  }

  async #next(): Promise<StagedBlock | undefined> {
    const { dir, index, blocksInFlightMax } = this.#options
    await this.#cleanUp()
    while (this.#inFlight.size < blocksInFlightMax && !this.#isOver()) {
      await index.refreshIfOlderThan(busyPollMs)
      let name = index.take()
      if (name === undefined) {
        await index.refreshIfOlderThan(idlePollMs / 2)
        name = index.take()
      }
      if (name === undefined) {
        if (this.#inFlight.size === 0) this.#freeMemory.length = 0 // it may be long until the next one
        return undefined
      }
      this.#inFlight.set(name, undefined)
      const staged = await this.#read(dir, name)
      if (staged !== undefined) return staged
    }
    return undefined
  }

  async #read(dir: string, name: string): Promise<StagedBlock | undefined> {
    let raw: Uint8Array
    try {
      raw = await this.#options.machine.files.readFile(join(dir, name), this.#freeMemory.pop())
    } catch (error) {
      this.#inFlight.delete(name)
      if (systemErrorCode(error) === 'ENOENT') {
        this.#options.index.remove(name) // someone took it away by hand
        return undefined
      }
      this.#options.index.putBack(name)
      throw error
    }
    this.#inFlight.set(name, raw.buffer)
    try {
      return { ok: true, block: decodeBlockFile(raw).block, position: name }
    } catch (error) {
      if (!isMillraceError(error, 'CORRUPT_RECORD')) throw error
      return { ok: false, error, raw, position: name }
    }
  }

  async #cleanUp(): Promise<void> {
    if (performance.now() - this.#cleanedUpAtMs < cleanUpIntervalMs) return
    this.#cleanedUpAtMs = performance.now()
    await removeStaleFiles(this.#options.dir, this.#options.machine, Date.now())
  }
}
