// Puts a scheduler in the place of this process's clocks, timers and random numbers, and puts those back. The code under
// simulation, and the libraries it uses, see nothing but `setTimeout`, `performance.now()` and the like, as ever.
import { syncBuiltinESMExports } from 'node:module'
import timersPromises from 'node:timers/promises'
import type { Scheduler, SimulatedEvent } from './scheduler.ts'

/** Timers fire late, never early. */
const latenessMs = 0.5

class VirtualTimer {
  readonly scheduler: Scheduler
  readonly event: SimulatedEvent

  constructor(scheduler: Scheduler, event: SimulatedEvent) {
    this.scheduler = scheduler
    this.event = event
  }

  ref(): this {
    return this
  }

  unref(): this {
    return this
  }
}

/** Returns what undoes it. */
export function installVirtualTimers(scheduler: Scheduler): () => void {
  const later = (happen: () => void, delayMs: number): SimulatedEvent =>
    scheduler.after(delayMs + scheduler.random.durationMs(latenessMs), scheduler.current, happen)
  const clear = (timer: unknown): void => {
    if (timer instanceof VirtualTimer) timer.scheduler.cancel(timer.event)
  }
  const undo = [
    replace(globalThis, 'setTimeout', (callback: () => void, delayMs = 0) => {
      return new VirtualTimer(scheduler, later(callback, delayMs))
    }),
    replace(globalThis, 'clearTimeout', clear),
    replace(performance, 'now', () => scheduler.nowMs),
    replace(Date, 'now', () => Math.floor(scheduler.wallOffsetMs + scheduler.nowMs)),
    replace(Math, 'random', () => scheduler.random.share()),
    replace(
      timersPromises,
      'setTimeout',
      (delayMs: number, value: unknown, { signal }: { signal?: AbortSignal } = {}) =>
        sleep(later, (event) => scheduler.cancel(event), delayMs, value, signal),
    ),
  ]
  syncBuiltinESMExports()
  return () => {
    for (const each of undo) each()
    syncBuiltinESMExports()
  }
}

function sleep(
  later: (happen: () => void, delayMs: number) => SimulatedEvent,
  cancel: (event: SimulatedEvent) => void,
  delayMs: number,
  value: unknown,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      cancel(event)
      reject(new DOMException('The operation was aborted', 'AbortError'))
    }
    const event = later(() => {
      signal?.removeEventListener('abort', abort)
      resolve(value)
    }, delayMs)
    if (signal?.aborted === true) abort()
    else signal?.addEventListener('abort', abort, { once: true })
  })
}

function replace(owner: object, name: string, value: unknown): () => void {
  const before = Object.getOwnPropertyDescriptor(owner, name)
  Object.defineProperty(owner, name, { value, configurable: true, writable: true })
  return () => {
    if (before === undefined) Reflect.deleteProperty(owner, name)
    else Object.defineProperty(owner, name, before)
  }
}
