// What is staged in a simulated run, whichever staging it is.
import type { Machine } from '../../machine/machine.ts'
import type { Staging } from '../../staging/staging.ts'
import type { SimulatedProcess } from '../time/simulated-process.ts'

export interface StagedBlocks {
  /** Appended and not committed, whoever knows of it. */
  readonly count: number
  /** As the table would have it. */
  readonly lines: readonly string[]
  open(process: SimulatedProcess, machine: Machine): Promise<Staging>
  /** Flips one bit of one staged block, if there is one. */
  flipBit(): Damage | undefined
}

export interface Damage {
  readonly what: string
  /** What a dead letter of it is known by: its file's name, or dataset and batch. */
  readonly letters: readonly string[]
  readonly lines: readonly string[]
}

/** A block that is no longer staged. */
export interface GoneBlock {
  readonly what: string
  /** Undefined when it was none that can be read. */
  readonly lines: readonly string[] | undefined
  /** What a dead letter of it would hold. */
  readonly frames: readonly Uint8Array[]
}
