// The disk of a simulated machine: what programs see, and what of it would outlive a crash. It promises no more than POSIX does:
// bytes are durable once their file was synced, names once their folder was; until then each of them may be lost or not, and
// a file may come back empty, cut short or full of zeros.
import { basename, dirname } from 'node:path'
import type { SeededRandom } from '../time/seeded-random.ts'
import { systemError } from './system-error.ts'

export class SimulatedFile {
  bytes: Uint8Array = new Uint8Array()
  durableBytes: Uint8Array = this.bytes
  writtenMs = 0
  /** What it was before a bit of it was flipped on purpose. */
  undamaged: Uint8Array | undefined
}

export class SimulatedFolder {
  entries = new Map<string, SimulatedNode>()
  durableEntries = new Map<string, SimulatedNode>()
  /** What was done in it and is not durable yet; each comes whole or not at all. */
  changes: Change[] = []
}

export type SimulatedNode = SimulatedFile | SimulatedFolder
type Change = readonly (readonly [name: string, node: SimulatedNode | undefined])[]

export class SimulatedDisk {
  isFull = false
  /** How many times as long a sync takes. */
  syncSlowness = 1
  readonly #root = new SimulatedFolder()
  readonly #random: SeededRandom
  readonly #watchers: ((path: string, file: SimulatedFile) => void)[] = []

  constructor(random: SeededRandom) {
    this.#random = random
  }

  /** `watcher` is called with every file that a program has removed. */
  onRemoved(watcher: (path: string, file: SimulatedFile) => void): void {
    this.#watchers.push(watcher)
  }

  folder(path: string): SimulatedFolder {
    const node = this.#find(path)
    if (node instanceof SimulatedFolder) return node
    throw systemError(node === undefined ? 'ENOENT' : 'ENOTDIR', path)
  }

  file(path: string): SimulatedFile {
    const node = this.#find(path)
    if (node instanceof SimulatedFile) return node
    throw systemError(node === undefined ? 'ENOENT' : 'EISDIR', path)
  }

  isFolder(path: string): boolean {
    return this.#find(path) instanceof SimulatedFolder
  }

  makeFolders(path: string): void {
    if (this.isFolder(path)) return
    this.makeFolders(dirname(path))
    this.#change(dirname(path), [[basename(path), new SimulatedFolder()]])
  }

  makeFile(path: string): SimulatedFile {
    const file = new SimulatedFile()
    this.#change(dirname(path), [[basename(path), file]])
    return file
  }

  has(path: string): boolean {
    return this.#find(path) !== undefined
  }

  rename(from: string, to: string): void {
    const file = this.file(from)
    this.#change(dirname(from), [
      [basename(from), undefined],
      [basename(to), file],
    ])
  }

  remove(path: string): void {
    const file = this.file(path)
    this.#change(dirname(path), [[basename(path), undefined]])
    for (const watcher of this.#watchers) watcher(path, file)
  }

  /** Of a file: its bytes; of a folder: the names in it. */
  sync(node: SimulatedNode): void {
    if (node instanceof SimulatedFile) node.durableBytes = node.bytes
    else {
      for (const change of node.changes.splice(0)) apply(change, node.durableEntries)
    }
  }

  /** The power fails: what is not durable is gone, or not. */
  crash(): void {
    this.#crash(this.#root, this.#random.pick([0, 0.5, 1]))
  }

  #crash(folder: SimulatedFolder, keptShare: number): void {
    for (const change of folder.changes.splice(0)) {
      if (this.#random.happens(keptShare)) apply(change, folder.durableEntries)
    }
    folder.entries = new Map(folder.durableEntries)
    for (const node of folder.entries.values()) {
      if (node instanceof SimulatedFolder) this.#crash(node, keptShare)
      else if (node.bytes !== node.durableBytes) node.bytes = node.durableBytes = this.#whatIsLeft(node)
    }
  }

  #whatIsLeft({ bytes, durableBytes }: SimulatedFile): Uint8Array {
    switch (this.#random.between(0, 3)) {
      case 0:
        return durableBytes
      case 1:
        return bytes
      case 2:
        return bytes.slice(0, this.#random.between(0, bytes.byteLength))
      default:
        return new Uint8Array(bytes.byteLength)
    }
  }

  #find(path: string): SimulatedNode | undefined {
    let node: SimulatedNode | undefined = this.#root
    for (const name of path.split('/')) {
      if (name === '') continue
      node = node instanceof SimulatedFolder ? node.entries.get(name) : undefined
    }
    return node
  }

  #change(path: string, change: Change): void {
    const folder = this.folder(path)
    apply(change, folder.entries)
    folder.changes.push(change)
  }
}

function apply(change: Change, entries: Map<string, SimulatedNode>): void {
  for (const [name, node] of change) {
    if (node === undefined) entries.delete(name)
    else entries.set(name, node)
  }
}
