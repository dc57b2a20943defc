// A pipeline with one safeguard taken out. It is taken out where the pipeline meets the world, so that the engine has no
// switch for it: the disk that a process sees ignores what it is asked for, a request loses its token on the way.
import type { Machine } from '../../machine/machine.ts'
import type { Staging } from '../../staging/staging.ts'
import type { WarehousePort } from '../../warehouse/warehouse-port.ts'
import type { KafkaLink } from '../kafka/kafka-link.ts'
import type { SimulatedKafka } from '../kafka/simulated-kafka.ts'

export interface Mutant {
  /** The safeguard that is missing. */
  readonly without: string
  readonly machine?: (machine: Machine) => Machine
  readonly warehouse?: (warehouse: WarehousePort) => WarehousePort
  readonly staging?: (staging: Staging) => Staging
  readonly kafka?: (link: KafkaLink, kafka: SimulatedKafka) => KafkaLink
  /** Inserts that the warehouse knows by their token. */
  readonly tokensMax?: number
}
