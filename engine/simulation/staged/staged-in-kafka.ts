// The topic of a simulated run. Brokers outlive what happens to the machine that the programs run on.
import { recordToBlock } from '../../staging/kafka/block-record.ts'
import type { Staging } from '../../staging/staging.ts'
import { kafkaLink } from '../kafka/kafka-link.ts'
import { openSimulatedKafkaStaging } from '../kafka/open-simulated-kafka-staging.ts'
import { SimulatedKafka, type StagedRecord } from '../kafka/simulated-kafka.ts'
import type { Mutant } from '../mutants/mutant.ts'
import type { Network } from '../network/network.ts'
import type { Scheduler } from '../time/scheduler.ts'
import type { SimulatedProcess } from '../time/simulated-process.ts'
import type { Damage, GoneBlock, StagedBlocks } from './staged-blocks.ts'
import { blockPieces, withFlippedBit, type StagedPieces } from './staged-pieces.ts'

const partitionCount = 3

export class StagedInKafka implements StagedBlocks {
  readonly #scheduler: Scheduler
  readonly #network: Network
  readonly #kafka: SimulatedKafka
  readonly #mutated: NonNullable<Mutant['kafka']>
  /** What records were before a bit of theirs was flipped. */
  readonly #undamaged = new Map<StagedRecord, Buffer>()

  constructor(
    scheduler: Scheduler,
    network: Network,
    onGone: (gone: GoneBlock) => void,
    mutated: Mutant['kafka'] = (link) => link,
  ) {
    this.#mutated = mutated
    this.#scheduler = scheduler
    this.#network = network
    this.#kafka = new SimulatedKafka(partitionCount, scheduler, (records) => {
      for (const record of records) onGone(this.#goneBlock(record))
    })
  }

  get count(): number {
    return this.#kafka.staged.length
  }

  get lines(): string[] {
    return this.#kafka.staged.flatMap(({ record }) => this.#pieces(record).lines)
  }

  open(process: SimulatedProcess): Promise<Staging> {
    const link = this.#mutated(kafkaLink(this.#kafka, this.#network, this.#scheduler, process), this.#kafka)
    return Promise.resolve(openSimulatedKafkaStaging(this.#kafka, link))
  }

  flipBit(): Damage | undefined {
    const { random } = this.#scheduler
    if (this.count === 0) return undefined
    const { partition, offset, record } = random.pick(this.#kafka.staged)
    if (this.#undamaged.has(record)) return undefined
    const pieces = this.#pieces(record)
    const flipped = Buffer.from(withFlippedBit(record.value, random.between(0, 8 * record.value.byteLength - 1)))
    const damaged = { headers: record.headers, value: flipped }
    partition.records[offset] = damaged
    this.#undamaged.set(damaged, record.value)
    return { what: `a byte of the record of ${pieces.letter}`, letters: [pieces.letter], lines: pieces.lines }
  }

  #goneBlock(record: StagedRecord): GoneBlock {
    const { lines, letter } = this.#pieces(record)
    return { what: `the record of ${letter}`, lines, frames: [record.value] }
  }

  #pieces(record: StagedRecord): StagedPieces {
    const value = this.#undamaged.get(record) ?? record.value
    return blockPieces(recordToBlock({ headers: record.headers, value }))
  }
}
