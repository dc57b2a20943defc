// `peer kafkajs`: what Millrace would be with the Kafka client that most projects have.
import { join } from 'node:path'
import { defaultBatchRows } from '@millrace/engine/seed/default-batch-rows.ts'
import { defaultWorkerCount } from '@millrace/engine/seed/default-worker-count.ts'
import { parseSeedOptions } from '@millrace/engine/seed/seed-options.ts'
import { readConfig } from '@millrace/engine/config/config.ts'
import { acquireKafka } from '@millrace/engine/services/kafka/acquire-kafka.ts'
import { kafkaAvailability } from '@millrace/engine/services/kafka/kafka-availability.ts'
import type { ServiceLease, KafkaEndpoint } from '@millrace/engine/services/service.ts'
import { pageEvents } from '@millrace/schemas/datasets/page-events.ts'
import type { Contender } from '../../end-to-end/contender.ts'
import { programContender, type Installed } from '../program/program-contender.ts'

export function kafkajsPeer(): Contender {
  let broker: ServiceLease<KafkaEndpoint> | undefined
  return programContender({
    id: 'peer kafkajs',
    title: 'Millrace with kafkajs in place of its own Kafka client',
    format: parseSeedOptions({}).format,
    rowsMax: Infinity,
    batchRows: defaultBatchRows(pageEvents),
    insertsInFlight: readConfig({}).INSERTS_IN_FLIGHT,
    workers: defaultWorkerCount(true),
    async install({ config }): Promise<Installed> {
      if (config.KAFKA_TLS === '1' || config.KAFKA_SASL_USERNAME !== undefined) {
        return { ok: false, why: 'its program speaks to brokers without TLS and SASL only' }
      }
      if (config.KAFKA_BROKERS === undefined) {
        const local = await kafkaAvailability()
        if (!local.available) return { ok: false, why: `no KAFKA_BROKERS, and no local Kafka: ${local.reason}` }
        broker = await acquireKafka({ dataDir: config.DATA_DIR }) // starting it is not what is measured
      }
      return { ok: true, command: [process.execPath, join(import.meta.dirname, 'seed-through-kafkajs.ts')] }
    },
    async close() {
      await broker?.release()
    },
  })
}
