// The blocks of a direct staging in the order they were appended, and who has which: each is waiting or handed out,
// never both, until it is removed.
import type { Block } from '../../block/block.ts'
import type { Backlog, StagedPosition } from '../staging.ts'

interface Entry {
  readonly position: StagedPosition
  readonly block: Block
}

interface Held {
  readonly block: Block
  readonly onFree: (() => void) | undefined
}

export class DirectQueue {
  readonly #waiting = new Map<StagedPosition, Held>()
  readonly #handedOut = new Map<StagedPosition, Held>()
  #appended = 0
  #bytes = 0

  get backlog(): Backlog {
    return { blocks: this.#waiting.size + this.#handedOut.size, bytes: this.#bytes }
  }

  add(block: Block, onFree?: () => void): void {
    this.#waiting.set(`memory/${this.#appended++}`, { block, onFree })
    this.#bytes += block.frame.byteLength
  }

  /** Hands out the oldest block that waits. */
  take(): Entry | undefined {
    for (const [position, held] of this.#waiting) {
      this.#waiting.delete(position)
      this.#handedOut.set(position, held)
      return { position, block: held.block }
    }
    return undefined
  }

  remove(position: StagedPosition): void {
    const held = this.#handedOut.get(position)
    if (held === undefined) return
    this.#handedOut.delete(position)
    this.#bytes -= held.block.frame.byteLength
    held.onFree?.()
  }

  /** Puts blocks that were handed out back in front of those that wait. */
  putBack(positions: Iterable<StagedPosition>): void {
    const waiting = [...this.#waiting]
    this.#waiting.clear()
    for (const position of positions) {
      const held = this.#handedOut.get(position)
      if (held === undefined) continue
      this.#handedOut.delete(position)
      this.#waiting.set(position, held)
    }
    for (const [position, held] of waiting) this.#waiting.set(position, held)
  }
}
