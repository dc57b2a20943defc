// The one clock and the one queue of a simulated run: whatever happens is an event, and nothing happens beside them. It
// promises that the same seed makes the same events in the same order.
//
// Between two events all promises that can settle do, so a program stands still at the `await`s that wait for an event:
// those are the points where it can die. What runs then is the program whose event it was, for programs share no promises.
import { setImmediate as tellAfterMicrotasks } from 'node:timers'
import type { SeededRandom } from './seeded-random.ts'
import type { SimulatedProcess } from './simulated-process.ts'

export interface SimulatedEvent {
  atMs: number
  /** Among those of one moment. */
  readonly order: number
  /** Of nobody: the world's own, which no death of a process undoes. */
  readonly owner: SimulatedProcess | undefined
  readonly happen: () => void
  /** Called instead when the owner dies before: the system may have been at it. */
  readonly onDeath: (() => void) | undefined
}

export class Scheduler {
  readonly random: SeededRandom
  nowMs = 0
  /** Of the clock on the wall, which may be set, against that of the scheduler. */
  wallOffsetMs = 1_700_000_000_000
  eventCount = 0
  current: SimulatedProcess | undefined
  readonly #queue = new Set<SimulatedEvent>()

  constructor(random: SeededRandom) {
    this.random = random
  }

  after(
    delayMs: number,
    owner: SimulatedProcess | undefined,
    happen: () => void,
    onDeath?: () => void,
  ): SimulatedEvent {
    const event = { atMs: this.nowMs + Math.max(0, delayMs), order: this.random.share(), owner, happen, onDeath }
    if (owner?.isAlive !== false) this.#queue.add(event)
    return event
  }

  cancel(event: SimulatedEvent): void {
    this.#queue.delete(event)
  }

  /** Whether nothing is under way but what processes wait for. */
  get isWorldQuiet(): boolean {
    for (const { owner } of this.#queue) if (owner === undefined) return false
    return true
  }

  /** Lets go of everything that the process waits for. */
  forget(owner: SimulatedProcess): void {
    for (const event of this.#queue) {
      if (event.owner !== owner) continue
      this.#queue.delete(event)
      event.onDeath?.()
    }
  }

  /** What the process waits for comes so much later. */
  delay(owner: SimulatedProcess, byMs: number): void {
    for (const event of this.#queue) if (event.owner === owner) event.atMs += byMs
  }

  /** Lets events happen until `isOver` says so, or there are none left, or `eventsMax` more have happened. */
  async runUntil(isOver: () => boolean, eventsMax: number): Promise<boolean> {
    await settled()
    for (let left = eventsMax; left > 0 && !isOver(); left--) {
      const event = this.#earliest()
      if (event === undefined) break
      this.#queue.delete(event)
      this.nowMs = Math.max(this.nowMs, event.atMs)
      this.eventCount++
      this.current = event.owner
      event.happen()
      await settled()
      this.current = undefined
    }
    return isOver()
  }

  #earliest(): SimulatedEvent | undefined {
    let earliest: SimulatedEvent | undefined
    for (const event of this.#queue) {
      if (
        earliest === undefined ||
        event.atMs < earliest.atMs ||
        (event.atMs === earliest.atMs && event.order < earliest.order)
      ) {
        earliest = event
      }
    }
    return earliest
  }
}

/** Resolves when no promise is left that can settle by itself. */
function settled(): Promise<void> {
  return new Promise((resolve) => void tellAfterMicrotasks(resolve))
}
