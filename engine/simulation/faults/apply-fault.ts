// Lets a fault happen, and ends it when its time is over.
import { quietNetwork, type Network } from '../network/network.ts'
import type { SimulatedMachine } from '../machine/simulated-machine.ts'
import type { Scheduler } from '../time/scheduler.ts'
import type { Fault } from './scenario.ts'

export interface FaultTargets {
  readonly scheduler: Scheduler
  readonly machine: SimulatedMachine
  /** One of them is struck. */
  readonly networks: readonly Network[]
  readonly flipBit: () => void
}

const networkFaults = {
  'service away': { isAway: true },
  'answers lost': { unansweredShare: 0.5 },
  'requests lost': { unsentShare: 0.5 },
  'blocks refused': { refusedShare: 0.8 },
  'all slow': { slowness: 30 },
} as const satisfies Partial<Record<Fault['kind'], Partial<Network>>>

export function applyFault({ kind, ms }: Fault, { scheduler, machine, networks, flipBit }: FaultTargets): void {
  const { random } = scheduler
  switch (kind) {
    case 'process killed':
      if (machine.living.length > 0) machine.kill(random.pick(machine.living))
      break
    case 'machine crashed':
      machine.crash()
      break
    case 'process paused':
      if (machine.living.length > 0) scheduler.delay(random.pick(machine.living), ms)
      break
    case 'clock set':
      scheduler.wallOffsetMs += random.pick([-1, 1]) * ms * 100
      break
    case 'bit flipped':
      flipBit()
      break
    case 'disk full':
      machine.disk.isFull = true
      scheduler.after(ms, undefined, () => (machine.disk.isFull = false))
      break
    case 'syncs slow':
      machine.disk.syncSlowness = 50
      scheduler.after(ms, undefined, () => (machine.disk.syncSlowness = 1))
      break
    default: {
      const network = random.pick(networks)
      Object.assign(network, networkFaults[kind])
      scheduler.after(ms, undefined, () => Object.assign(network, quietNetwork()))
    }
  }
}
