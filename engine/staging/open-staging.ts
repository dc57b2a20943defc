// Opens the staging stream that is configured, or the best there is, and says which and why.
import { join } from 'node:path'
import type { Config } from '../config/config.ts'
import { MillraceError } from '../errors/millrace-error.ts'
import { acquireKafka } from '../services/kafka/acquire-kafka.ts'
import { kafkaAvailability } from '../services/kafka/kafka-availability.ts'
import { openDirectStaging } from './direct/open-direct-staging.ts'
import { openKafkaStaging } from './kafka/open-kafka-staging.ts'
import { openSpoolStaging } from './spool/open-spool-staging.ts'
import type { Staging } from './staging.ts'

export interface OpenedStaging {
  readonly staging: Staging
  /** What it is, and why that one, for people. */
  readonly description: string
  close(): Promise<void>
}

const directBlocksMax = 8

export async function openStaging(config: Config, notify: (message: string) => void): Promise<OpenedStaging> {
  switch (config.STAGING) {
    case 'none':
      return opened(openDirectStaging({ blocksMax: directBlocksMax }), 'none (STAGING=none: straight from the workers)')
    case 'spool':
      return openSpool(config, 'STAGING=spool')
    case 'kafka':
      return config.KAFKA_BROKERS === undefined ? openLocalKafka(config, notify, 'STAGING=kafka') : openKafka(config)
    case 'auto': {
      if (config.KAFKA_BROKERS !== undefined) return openKafka(config)
      const local = await kafkaAvailability()
      if (local.available) return openLocalKafka(config, notify, local.how)
      return openSpool(config, `no KAFKA_BROKERS, and no local Kafka: ${local.reason}`)
    }
  }
}

function opened(staging: Staging, description: string, release?: () => Promise<void>): OpenedStaging {
  return {
    staging,
    description,
    async close() {
      await staging.close()
      await release?.()
    },
  }
}

async function openSpool(config: Config, why: string): Promise<OpenedStaging> {
  const dir = join(config.DATA_DIR, 'spool', config.CLICKHOUSE_DATABASE)
  return opened(await openSpoolStaging({ dir }), `spool in ${dir} (${why})`)
}

async function openKafka(config: Config): Promise<OpenedStaging> {
  const brokers = config.KAFKA_BROKERS ?? []
  const { KAFKA_SASL_USERNAME: username, KAFKA_SASL_PASSWORD: password, KAFKA_SASL_MECHANISM: mechanism } = config
  if ((username === undefined) !== (password === undefined)) {
    throw new MillraceError('CONFIG', 'KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD go together: give both or neither')
  }
  const staging = await openKafkaStaging({
    brokers,
    topic: config.KAFKA_TOPIC,
    partitions: config.KAFKA_PARTITIONS,
    tls: config.KAFKA_TLS === '1',
    ...(username === undefined || password === undefined ? {} : { sasl: { mechanism, username, password } }),
  })
  return opened(staging, `Kafka topic ${config.KAFKA_TOPIC} at ${brokers.join(',')} (KAFKA_BROKERS)`)
}

async function openLocalKafka(config: Config, notify: (message: string) => void, why: string): Promise<OpenedStaging> {
  const lease = await acquireKafka({ dataDir: config.DATA_DIR, onStarting: notify })
  lease.onRestart(() => notify('local Kafka was started again'))
  const { broker, version } = lease.endpoint
  const { KAFKA_TOPIC: topic, KAFKA_PARTITIONS: partitions } = config
  return opened(
    await openKafkaStaging({ brokers: [broker], topic, partitions }),
    `local Kafka ${version}, topic ${topic} at ${broker} (${why})`,
    () => lease.release(),
  )
}
