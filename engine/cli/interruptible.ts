// Ctrl-C: the first one asks for a clean end, the second one ends at once.
import { exitCodes } from './exit-code.ts'

export interface Interruptible {
  readonly signal: AbortSignal
  /** Takes the handlers off again. */
  release(): void
}

export function interruptible(notify: (message: string) => void): Interruptible {
  const controller = new AbortController()
  const interrupt = (): void => {
    if (controller.signal.aborted) process.exit(exitCodes.interrupted)
    notify('stopping: what is in flight is finished first (again to end at once)')
    controller.abort(new Error('interrupted'))
  }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const name of signals) process.on(name, interrupt)
  return {
    signal: controller.signal,
    release() {
      for (const name of signals) process.off(name, interrupt)
    },
  }
}
