// What happens in one simulated run: which commands run beside each other, and which faults come when. It is plain values,
// drawn from a seed, so that a run that fails can be tried again with less in it.
import { SeededRandom } from '../time/seeded-random.ts'

const lastingFaults = [
  'service away',
  'answers lost',
  'requests lost',
  'blocks refused',
  'all slow',
  'disk full',
  'syncs slow',
] as const
const momentaryFaults = ['process killed', 'machine crashed', 'bit flipped', 'process paused', 'clock set'] as const

export interface Fault {
  readonly kind: (typeof lastingFaults)[number] | (typeof momentaryFaults)[number]
  /** Number of the event before which it comes. */
  readonly atEvent: number
  /** How long it lasts, how long the process is paused, or how far the clock is set. */
  readonly ms: number
}

export interface Scenario {
  readonly seed: number
  readonly staging: 'spool' | 'kafka' | 'none'
  readonly batchCount: number
  /** Processes that share the batches. */
  readonly seederCount: number
  readonly requestCount: number
  /** Processes that do nothing but drain. */
  readonly ingestCount: number
  readonly faults: readonly Fault[]
}

const faultsMax = 6
const lastEvent = 500

export function drawScenario(seed: number): Scenario {
  const random = new SeededRandom(['scenario', seed])
  const staging = random.pick(['spool', 'spool', 'spool', 'kafka', 'kafka', 'none'] as const)
  const isLive = staging !== 'none' && random.happens(0.5)
  const seederCount = isLive ? random.between(0, 1) : random.between(1, 2)
  return {
    seed,
    staging,
    seederCount,
    batchCount: seederCount === 0 ? 0 : random.between(3, 10),
    requestCount: isLive ? random.between(2, 8) : 0,
    ingestCount: staging === 'none' ? 0 : isLive ? random.between(1, 2) : random.pick([0, 0, 0, 1]),
    faults: Array.from({ length: random.between(0, faultsMax) }, () => drawFault(random)).sort(
      (a, b) => a.atEvent - b.atEvent,
    ),
  }
}

function drawFault(random: SeededRandom): Fault {
  const kind = random.happens(0.6)
    ? random.pick([...momentaryFaults, 'machine crashed'] as const)
    : random.pick(lastingFaults)
  const atEvent = random.between(1, random.happens(0.5) ? lastEvent / 4 : lastEvent)
  // Now and then longer than anybody tries again.
  return { kind, atEvent, ms: random.happens(0.03) ? 90_000 : random.between(20, 4_000) }
}
