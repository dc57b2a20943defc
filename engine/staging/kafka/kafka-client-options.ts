// How every Kafka client of the staging is set up: where the brokers are, who we are, how long a request may take.
import { randomBytes } from 'node:crypto'
import type { BaseOptions } from '@platformatic/kafka'

export interface KafkaAccess {
  /** `host:port` each. */
  readonly brokers: readonly string[]
  readonly sasl?: {
    readonly mechanism: 'PLAIN' | 'SCRAM-SHA-256' | 'SCRAM-SHA-512'
    readonly username: string
    readonly password: string
  }
  /** Speak TLS, and check the brokers' certificates against the system's authorities. */
  readonly tls?: boolean
}

/** No retries in the client: it would wait for whole seconds, without jitter; `recovering` does it for all of them. */
export function kafkaClientOptions(access: KafkaAccess): BaseOptions {
  return {
    clientId: `millrace-${process.pid}-${randomBytes(3).toString('hex')}`,
    bootstrapBrokers: [...access.brokers],
    retries: 0,
    connectTimeout: 3_000,
    requestTimeout: 30_000,
    timeout: 20_000,
    ...(access.tls === true && { tls: {}, tlsServerName: true }),
    ...(access.sasl !== undefined && { sasl: { ...access.sasl } }),
  }
}
