// Waits for a condition of the pipeline, with a limit so generous that only what never comes runs into it.
import { setTimeout as sleep } from 'node:timers/promises'

const lookEveryMs = 50
const waitMsMax = 90_000

/** Rejects with what was waited for, when it does not come. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const giveUpAtMs = performance.now() + waitMsMax
  while (!(await holds())) {
    if (performance.now() > giveUpAtMs) throw new Error(`${waitMsMax / 1000} s went by without ${what}`)
    await sleep(lookEveryMs)
  }
}
