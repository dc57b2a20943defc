// A client of ClickHouse over HTTP that follows the server: when its address changes, a new client takes over.
import { ClickHouseLogLevel, createClient, type ClickHouseClient } from '@clickhouse/client'

export interface ServerAccess {
  /** Asked before every request: an embedded server that was started again may have moved. */
  readonly url: () => string
  readonly user?: string | undefined
  readonly password?: string | undefined
}

export interface ConnectionLimits {
  readonly connectionsMax: number
  /** For how long a socket may say nothing in the middle of a request. */
  readonly requestTimeoutMs: number
}

const idleSocketTtlMs = 2_500

export class ClickHouseConnection {
  readonly #access: ServerAccess
  readonly #limits: ConnectionLimits
  #client: ClickHouseClient | undefined
  #clientUrl = ''

  constructor(access: ServerAccess, limits: ConnectionLimits) {
    this.#access = access
    this.#limits = limits
  }

  /** The client for one request, not to be kept. */
  client(): ClickHouseClient {
    const url = this.#access.url()
    if (this.#client !== undefined && url === this.#clientUrl) return this.#client
    void this.#client?.close()
    this.#clientUrl = url
    this.#client = createClient({
      url,
      ...(this.#access.user === undefined ? {} : { username: this.#access.user }),
      ...(this.#access.password === undefined ? {} : { password: this.#access.password }),
      max_open_connections: this.#limits.connectionsMax,
      request_timeout: this.#limits.requestTimeoutMs,
      keep_alive: { idle_socket_ttl: idleSocketTtlMs },
      log: { level: ClickHouseLogLevel.OFF },
    })
    return this.#client
  }

  async close(): Promise<void> {
    await this.#client?.close()
    this.#client = undefined
  }
}
