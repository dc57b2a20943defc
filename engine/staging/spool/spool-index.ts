// What is in a spool, as one process knows it: which blocks wait, which are handed out, how many bytes they have.
// It promises that a block that was removed never comes back, that names are handed out in their order, and none before it is
// durable: a block that was inserted and then lost with the power would be in the table and never in the ledger. It learns of
// other processes' blocks by reading the folder, which happens when someone asks for it, never per block.
import { coalesced } from '../../concurrency/coalesced.ts'
import type { Files } from '../../machine/machine.ts'
import { thisMachine } from '../../machine/this-machine.ts'
import type { Backlog } from '../staging.ts'
import { parseSpoolFileName } from './spool-file-name.ts'

interface Entry {
  readonly frameBytes: number
  /** Number of the listing that was the latest when the entry came in. */
  readonly listing: number
}

export class SpoolIndex {
  readonly refresh: () => Promise<void>
  readonly #dir: string
  readonly #files: Pick<Files, 'readdir'>
  readonly #syncDir: () => Promise<void>
  readonly #entries = new Map<string, Entry>()
  readonly #handedOut = new Set<string>()
  readonly #removedDuringListing = new Set<string>()
  #waiting: string[] = []
  #isSorted = true
  #bytes = 0
  #listing = 0
  #listedAtMs = -Infinity

  /** `syncDir` makes the names in the folder durable. */
  constructor(dir: string, syncDir: () => Promise<void>, files: Pick<Files, 'readdir'> = thisMachine.files) {
    this.#dir = dir
    this.#syncDir = syncDir
    this.#files = files
    this.refresh = coalesced(() => this.#list())
  }

  get backlog(): Backlog {
    return { blocks: this.#entries.size, bytes: this.#bytes }
  }

  /** Reads the folder again if the last time is longer ago than this. */
  async refreshIfOlderThan(ageMsMax: number): Promise<void> {
    if (performance.now() - this.#listedAtMs > ageMsMax) await this.refresh()
  }

  /** Takes in a block that is durable. */
  add(name: string, frameBytes: number): void {
    if (this.#entries.has(name)) return
    this.#entries.set(name, { frameBytes, listing: this.#listing })
    this.#bytes += frameBytes
    this.#wait(name)
  }

  /** Hands out the first block that waits. */
  take(): string | undefined {
    if (!this.#isSorted) this.#waiting.sort()
    this.#isSorted = true
    const name = this.#waiting.shift()
    if (name !== undefined) this.#handedOut.add(name)
    return name
  }

  putBack(name: string): void {
    if (this.#handedOut.delete(name)) this.#wait(name)
  }

  /** Forgets a block that was handed out and is no longer in the folder. */
  remove(name: string): void {
    this.#handedOut.delete(name)
    this.#removedDuringListing.add(name)
    this.#drop(name)
  }

  #isNew(name: string): boolean {
    return !this.#entries.has(name) && parseSpoolFileName(name) !== undefined
  }

  #wait(name: string): void {
    const last = this.#waiting.at(-1)
    if (last !== undefined && last > name) this.#isSorted = false
    this.#waiting.push(name)
  }

  #drop(name: string): void {
    this.#bytes -= this.#entries.get(name)?.frameBytes ?? 0
    this.#entries.delete(name)
  }

  async #list(): Promise<void> {
    this.#listing++
    this.#removedDuringListing.clear()
    const names = new Set(await this.#files.readdir(this.#dir))
    this.#listedAtMs = performance.now()
    if ([...names].some((name) => this.#isNew(name))) await this.#syncDir()
    for (const name of names) {
      const parsed = parseSpoolFileName(name)
      if (parsed !== undefined && !this.#removedDuringListing.has(name)) this.add(name, parsed.frameBytes)
    }
    const gone = new Set<string>()
    for (const [name, { listing }] of this.#entries) {
      // One that came in while the folder was read may be missing in what was read.
      if (!names.has(name) && listing < this.#listing && !this.#handedOut.has(name)) gone.add(name)
    }
    for (const name of gone) this.#drop(name)
    if (gone.size > 0) this.#waiting = this.#waiting.filter((name) => !gone.has(name))
  }
}
