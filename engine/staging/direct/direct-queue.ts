// The blocks of a direct staging in the order they were appended, and who has which: each is waiting or handed out,
// never both, until it is removed.
import type { Block } from '../../block/block.ts'
import type { Backlog, StagedPosition } from '../staging.ts'

interface Entry {
  readonly position: StagedPosition
  readonly block: Block
}

export class DirectQueue {
  readonly #waiting = new Map<StagedPosition, Block>()
  readonly #handedOut = new Map<StagedPosition, Block>()
  #appended = 0
  #bytes = 0

  get backlog(): Backlog {
    return { blocks: this.#waiting.size + this.#handedOut.size, bytes: this.#bytes }
  }

  add(block: Block): void {
    this.#waiting.set(`memory/${this.#appended++}`, block)
    this.#bytes += block.frame.byteLength
  }

  /** Hands out the oldest block that waits. */
  take(): Entry | undefined {
    for (const [position, block] of this.#waiting) {
      this.#waiting.delete(position)
      this.#handedOut.set(position, block)
      return { position, block }
    }
    return undefined
  }

  remove(position: StagedPosition): void {
    const block = this.#handedOut.get(position)
    if (block === undefined) return
    this.#handedOut.delete(position)
    this.#bytes -= block.frame.byteLength
  }

  /** Puts blocks that were handed out back in front of those that wait. */
  putBack(positions: Iterable<StagedPosition>): void {
    const waiting = [...this.#waiting]
    this.#waiting.clear()
    for (const position of positions) {
      const block = this.#handedOut.get(position)
      if (block === undefined) continue
      this.#handedOut.delete(position)
      this.#waiting.set(position, block)
    }
    for (const [position, block] of waiting) this.#waiting.set(position, block)
  }
}
