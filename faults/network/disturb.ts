// Switches toxics on and off at random moments, until what is disturbed is over.
import { setTimeout as sleep } from 'node:timers/promises'
import { oneOf, type RandomNumber } from '../matrix/random-numbers.ts'
import type { TcpProxy } from './tcp-proxy.ts'
import { randomToxic, type ToxicKind } from './toxic.ts'

const onMsMax = 900
const offMsMax = 600

export interface DisturbOptions {
  readonly proxy: TcpProxy
  readonly kinds: readonly ToxicKind[]
  readonly random: RandomNumber
}

/** Resolves soon after `over` aborts; the network is as good as new then. */
export async function disturb({ proxy, kinds, random }: DisturbOptions, over: AbortSignal): Promise<void> {
  const pause = (msMax: number): Promise<void> => sleep(random() * msMax, undefined, { signal: over })
  try {
    for (;;) {
      await pause(offMsMax)
      proxy.set(randomToxic(oneOf(kinds, random), random))
      await pause(onMsMax)
      proxy.set(undefined)
    }
  } catch (error) {
    if (!over.aborted) throw error
  } finally {
    proxy.set(undefined)
  }
}
