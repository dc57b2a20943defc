// A local service (embedded ClickHouse, local Kafka, local Redis) as its users see it: an endpoint, held by a lease.
//
// One supervisor process per service and DATA_DIR owns a Unix socket; every user holds a connection to it. The service
// starts with the first lease and stops a moment after the last one is gone, however its holder died.

export interface ServiceLease<Endpoint> {
  readonly endpoint: Endpoint
  /** Calls back whenever the service has died and been started again on the same ports. */
  onRestart(listener: () => void): void
  /** Lets go; the service stops soon after the last lease has gone. */
  release(): Promise<void>
}

export interface ClickHouseEndpoint {
  /** `http://127.0.0.1:PORT` */
  readonly url: string
  readonly tcpPort: number
  readonly version: string
  readonly processId: number
}

export interface RedisEndpoint {
  /** `redis://127.0.0.1:PORT` */
  readonly url: string
  readonly processId: number
}

export interface KafkaEndpoint {
  /** `127.0.0.1:PORT` */
  readonly broker: string
  readonly version: string
  readonly processId: number
}
