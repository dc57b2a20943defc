// Everything of one simulated run, and what must hold in it at every moment.
import { z } from 'zod'
import { batchesTable } from '../ledger/ledger-ddl.ts'
import { applyFault } from './faults/apply-fault.ts'
import type { Fault, Scenario } from './faults/scenario.ts'
import { isKept } from './kept.ts'
import { SimulatedMachine } from './machine/simulated-machine.ts'
import { tracedMachine } from './machine/traced-machine.ts'
import type { Mutant } from './mutants/mutant.ts'
import { quietNetwork } from './network/network.ts'
import type { ProgramParts } from './programs/program-parts.ts'
import type { GoneBlock, StagedBlocks } from './staged/staged-blocks.ts'
import { stagedInMemory } from './staged/staged-in-memory.ts'
import { StagedInKafka } from './staged/staged-in-kafka.ts'
import { StagedSpool } from './staged/staged-spool.ts'
import { Scheduler } from './time/scheduler.ts'
import { SeededRandom } from './time/seeded-random.ts'
import type { SimulatedProcess } from './time/simulated-process.ts'
import { SimulatedWarehouse } from './warehouse/simulated-warehouse.ts'
import { warehouseLink } from './warehouse/warehouse-link.ts'

const tokensMax = 10_000
const entrySchema = z.object({ dataset_id: z.string(), batch: z.number() })

export class World {
  readonly scenario: Scenario
  readonly scheduler: Scheduler
  readonly machine: SimulatedMachine
  readonly warehouse: SimulatedWarehouse
  readonly staged: StagedBlocks
  /** What is wrong; the run may end as soon as there is something. */
  readonly violations: string[] = []
  readonly trace: string[] = []
  /** Blocks that were damaged on purpose: what their dead letters are known by, and what was in them. */
  readonly damagedLetters = new Set<string>()
  readonly damagedLines = new Set<string>()
  readonly #networks = { warehouse: quietNetwork(), kafka: quietNetwork() }
  readonly #mutant: Mutant | undefined
  readonly #isTraced: boolean

  constructor(scenario: Scenario, mutant: Mutant | undefined, isTraced: boolean) {
    this.scenario = scenario
    this.#mutant = mutant
    this.#isTraced = isTraced
    this.scheduler = new Scheduler(new SeededRandom(['run', scenario.seed]))
    this.machine = new SimulatedMachine(this.scheduler)
    this.warehouse = new SimulatedWarehouse(mutant?.tokensMax ?? tokensMax, () => this.scheduler.nowMs)
    this.staged = this.#newStaged()
  }

  note(line: string): void {
    const { nowMs, eventCount } = this.scheduler
    if (this.#isTraced) this.trace.push(`${nowMs.toFixed(1)} ms, event ${eventCount}: ${line}`)
  }

  violate(what: string): void {
    this.violations.push(what)
    this.note(`VIOLATION: ${what}`)
  }

  /** The world as a process sees it. */
  parts(process: SimulatedProcess): ProgramParts {
    const mutant = this.#mutant
    const { scheduler } = this
    const seen = this.machine.seenBy(process)
    const ownMachine = this.#isTraced ? tracedMachine(seen, (line) => this.note(`${process.name}: ${line}`)) : seen
    const machine = mutant?.machine?.(ownMachine) ?? ownMachine
    const link = warehouseLink({
      warehouse: this.warehouse,
      network: this.#networks.warehouse,
      scheduler,
      process,
      trace: (line) => this.note(line),
      onRows: (table, rows) => this.#checkLedger(table, rows),
    })
    return {
      scheduler,
      machine,
      warehouse: mutant?.warehouse?.(link) ?? link,
      openStaging: async () => {
        const staging = await this.staged.open(process, machine)
        return mutant?.staging?.(staging) ?? staging
      },
    }
  }

  strike(fault: Fault): void {
    this.note(`FAULT: ${fault.kind}, ${fault.ms} ms`)
    const { scheduler, machine } = this
    const { warehouse, kafka } = this.#networks
    const networks = this.scenario.staging === 'kafka' ? [warehouse, kafka] : [warehouse]
    applyFault(fault, { scheduler, machine, networks, flipBit: () => this.#flipBit() })
  }

  endFaults(): void {
    for (const network of Object.values(this.#networks)) Object.assign(network, quietNetwork())
    this.machine.disk.isFull = false
    this.machine.disk.syncSlowness = 1
    this.note('all faults are over')
  }

  #newStaged(): StagedBlocks {
    const onGone = (gone: GoneBlock): void => this.#checkGone(gone)
    switch (this.scenario.staging) {
      case 'spool':
        return new StagedSpool(this.machine.disk, this.scheduler.random, {
          onGone,
          onTwoHolders: (what) => this.violate(what),
        })
      case 'kafka':
        return new StagedInKafka(this.scheduler, this.#networks.kafka, onGone, this.#mutant?.kafka)
      case 'none':
        return stagedInMemory
    }
  }

  #flipBit(): void {
    const damage = this.staged.flipBit()
    if (damage === undefined) return
    this.note(`${damage.what} is flipped`)
    for (const letter of damage.letters) this.damagedLetters.add(letter)
    for (const line of damage.lines) this.damagedLines.add(line)
  }

  /** Nothing leaves the staging before it is in, or a dead letter that outlives a crash. */
  #checkGone(gone: GoneBlock): void {
    const { warehouse, staged, machine, damagedLines } = this
    if (isKept(gone, { warehouse, staged, disk: machine.disk, damagedLines })) return
    this.violate(`${gone.what} is committed, but what is in it is neither in the table nor a dead letter`)
  }

  /** The ledger names nothing that is not in. */
  #checkLedger(table: string, rows: readonly object[]): void {
    if (table !== batchesTable) return
    for (const row of rows) {
      const { dataset_id: id, batch } = entrySchema.parse(row)
      const isIn = this.warehouse.blocks.some(({ token }) => token.includes(id) && token.endsWith(`/${batch}`))
      if (!isIn) this.violate(`the ledger names batch ${batch}, which is not in`)
    }
  }
}
