// Kafka as one process has it, over the network: the client's part of the staging. The consumer over it (assignment, progress,
// commits) is the real one.
import { MillraceError } from '../../errors/millrace-error.ts'
import type { KafkaConsumerParts } from '../../staging/kafka/kafka-consumer.ts'
import type { Network } from '../network/network.ts'
import { simulatedRequest } from '../network/simulated-request.ts'
import type { Scheduler } from '../time/scheduler.ts'
import type { SimulatedProcess } from '../time/simulated-process.ts'
import { simulatedFetcher } from './simulated-fetcher.ts'
import type { Member, SimulatedKafka } from './simulated-kafka.ts'

export interface KafkaLink extends KafkaConsumerParts {
  request<Answer>(doing: string, serve: () => Answer): Promise<Answer>
}

export function kafkaLink(
  kafka: SimulatedKafka,
  network: Network,
  scheduler: Scheduler,
  process: SimulatedProcess,
): KafkaLink {
  function request<Answer>(doing: string, serve: () => Answer): Promise<Answer> {
    const lost = (): Error => new MillraceError('STAGING_UNAVAILABLE', `${doing}: Kafka is away`)
    return simulatedRequest({ scheduler, network, process, lost, serve })
  }

  return {
    request,
    newMembership: ({ onAssigned }) => {
      const member: Member = { process, onAssigned, generation: 0, partitions: [] }
      return {
        get partitions() {
          return member.partitions
        },
        join: () => kafka.join(member),
        committed: (partitions) =>
          request('reading offsets', () => {
            return new Map(partitions.map((number) => [number, BigInt(kafka.partition(number).committed)]))
          }),
        commit: (offsets) => request('committing', () => kafka.commit(member, offsets)),
        close: () => {
          kafka.leave(member)
          return Promise.resolve()
        },
      }
    },
    newFetcher: (options) => simulatedFetcher(kafka, options, request),
  }
}
