// What the page asks, and follows: each question is asked anew when its key changes, and not at all while nobody wants it.
import { untrack } from 'svelte'

export interface Asked {
  readonly part: { renew(): void; refresh(): void; stop(): void }
  readonly key: () => unknown
  /** Without it, always. */
  readonly isWanted?: () => boolean
}

/** Call it where effects may be made: they end with that. */
export function askOnChange(all: readonly Asked[]): void {
  for (const asked of all) {
    const key = $derived(isWanted(asked) ? JSON.stringify([asked.key()]) : undefined)
    $effect(() => {
      // Reading it is what makes the effect follow it.
      const isUnwanted = key === undefined
      untrack(() => (isUnwanted ? asked.part.stop() : asked.part.renew()))
    })
  }
}

export function refreshAll(all: readonly Asked[]): void {
  for (const asked of all) if (isWanted(asked)) asked.part.refresh()
}

function isWanted(asked: Asked): boolean {
  return asked.isWanted?.() ?? true
}
