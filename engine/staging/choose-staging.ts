// Chooses the staging stream that is configured, or the best there is, and says which and why before anything is started. The Kafka
// client is loaded by whoever opens Kafka: that takes as long as all the rest of a command.
import type { Config } from '../config/config.ts'
import { errorMessage } from '../errors/error-message.ts'
import { MillraceError } from '../errors/millrace-error.ts'
import { acquireKafka } from '../services/kafka/acquire-kafka.ts'
import { kafkaAvailability } from '../services/kafka/kafka-availability.ts'
import type { ServiceLease } from '../services/service.ts'
import { openDirectStaging } from './direct/open-direct-staging.ts'
import type { KafkaStagingOptions } from './kafka/open-kafka-staging.ts'
import { openSpoolStaging } from './spool/open-spool-staging.ts'
import { spoolDir } from './spool/spool-paths.ts'
import type { Staging, StagingKind } from './staging.ts'

export interface StagingChoice {
  readonly kind: StagingKind
  /** What it is, and why that one, for people. */
  readonly description: string
  open(notify: (message: string) => void): Promise<OpenedStaging>
  /** Kafka alone: for other topics beside the one that `open` opens. */
  readonly acquireKafka?: AcquireKafka
}

export type AcquireKafka = (notify: (message: string) => void) => Promise<AcquiredKafka>

export interface AcquiredKafka {
  readonly access: Omit<KafkaStagingOptions, 'topic'>
  readonly release: () => Promise<void>
}

interface OpenedStaging {
  readonly staging: Staging
  close(): Promise<void>
}

const directBlocksMax = 8

export async function chooseStaging(config: Config): Promise<StagingChoice> {
  switch (config.STAGING) {
    case 'none':
      return direct()
    case 'spool':
      return spool(config, 'STAGING=spool')
    case 'kafka':
      return config.KAFKA_BROKERS === undefined
        ? localKafka(config, 'STAGING=kafka')
        : kafka(config, config.KAFKA_BROKERS)
    case 'auto': {
      if (config.KAFKA_BROKERS !== undefined) return kafka(config, config.KAFKA_BROKERS)
      const local = await kafkaAvailability()
      if (local.available) return localKafka(config, local.how)
      return spool(config, `no KAFKA_BROKERS, and no local Kafka: ${local.reason}`)
    }
  }
}

function direct(): StagingChoice {
  return {
    kind: 'none',
    description: 'none, straight from the workers (STAGING=none)',
    open: () => Promise.resolve(opened(openDirectStaging({ blocksMax: directBlocksMax }))),
  }
}

function spool(config: Config, why: string): StagingChoice {
  const dir = spoolDir(config)
  return {
    kind: 'spool',
    description: `spool in ${dir} (${why})`,
    open: async () => opened(await openSpoolStaging({ dir })),
  }
}

function kafka(config: Config, brokers: string[]): StagingChoice {
  const { KAFKA_SASL_USERNAME: username, KAFKA_SASL_PASSWORD: password, KAFKA_SASL_MECHANISM: mechanism } = config
  if ((username === undefined) !== (password === undefined)) {
    throw new MillraceError('CONFIG', 'KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD go together: give both or neither')
  }
  const description = `Kafka topic ${config.KAFKA_TOPIC} at ${brokers.join(',')} (KAFKA_BROKERS)`
  return kafkaChoice(config, description, (notify) =>
    Promise.resolve({
      access: {
        brokers,
        partitions: config.KAFKA_PARTITIONS,
        recoverMsMax: config.RETRY_SECONDS * 1000,
        tls: config.KAFKA_TLS === '1',
        onTrouble: (error) => notify(`Kafka: ${error.message}`),
        ...(username === undefined || password === undefined ? {} : { sasl: { mechanism, username, password } }),
      },
      release: () => Promise.resolve(),
    }),
  )
}

function localKafka(config: Config, why: string): StagingChoice {
  return kafkaChoice(config, `local Kafka, topic ${config.KAFKA_TOPIC} (${why})`, async (notify) => {
    const lease = await acquireKafka({ dataDir: config.DATA_DIR, onStarting: notify })
    lease.onRestart(() => notify('local Kafka was started again'))
    return {
      access: {
        brokers: [lease.endpoint.broker],
        partitions: config.KAFKA_PARTITIONS,
        recoverMsMax: config.RETRY_SECONDS * 1000,
        onTrouble: (error) => notify(`Kafka: ${failureOf(lease) ?? error.message}`),
      },
      release: () => lease.release(),
    }
  })
}

function kafkaChoice({ KAFKA_TOPIC: topic }: Config, description: string, acquire: AcquireKafka): StagingChoice {
  return {
    kind: 'kafka',
    description,
    acquireKafka: acquire,
    async open(notify) {
      const { access, release } = await acquire(notify)
      try {
        const { openKafkaStaging } = await import('./kafka/open-kafka-staging.ts')
        return opened(await openKafkaStaging({ ...access, topic }), release)
      } catch (error) {
        await release()
        throw error
      }
    },
  }
}

/** Why the service will not come back; undefined while it runs or is being started. */
function failureOf(lease: ServiceLease<object>): string | undefined {
  try {
    Reflect.get(lease, 'endpoint') // throws when the service is gone for good
    return undefined
  } catch (error) {
    return errorMessage(error)
  }
}

function opened(staging: Staging, release?: () => Promise<void>): OpenedStaging {
  return {
    staging,
    async close() {
      await staging.close()
      await release?.()
    },
  }
}
