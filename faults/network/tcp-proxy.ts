// A proxy in front of one port, with a network as bad as is asked for. It promises to forget nothing it was not told to:
// without a toxic, all bytes pass as they are, and an end or a reset of one side is one of the other.
import { once } from 'node:events'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { ProxiedConnection } from './proxied-connection.ts'
import type { Toxic } from './toxic.ts'

export class TcpProxy {
  /** How many connections have met a toxic, and were ended or held up by it. */
  hitCount = 0
  readonly #server: Server
  readonly #connections = new Set<ProxiedConnection>()
  #toxic: Toxic | undefined

  private constructor(targetPort: () => number) {
    this.#server = createServer({ allowHalfOpen: true, noDelay: true }, (client: Socket) => {
      const connection = new ProxiedConnection({
        client,
        targetPort: targetPort(),
        toxic: () => this.#toxic,
        onHit: () => this.hitCount++,
        onClosed: () => this.#connections.delete(connection),
      })
      this.#connections.add(connection)
      connection.start()
    })
  }

  /** On any free port, or on the one that is given; asked for its target at every connection. */
  static async open(targetPort: () => number, port = 0): Promise<TcpProxy> {
    const proxy = new TcpProxy(targetPort)
    proxy.#server.listen(port, '127.0.0.1')
    await once(proxy.#server, 'listening')
    return proxy
  }

  get port(): number {
    // A server that listens on TCP has such an address.
    return (this.#server.address() as AddressInfo).port
  }

  /** From now on, for connections that are there as for new ones. Those that hang are reset when the toxic is taken away. */
  set(toxic: Toxic | undefined): void {
    this.#toxic = toxic
    for (const connection of [...this.#connections]) connection.toxicChanged()
  }

  async close(): Promise<void> {
    for (const connection of [...this.#connections]) connection.reset()
    this.#server.close()
    await once(this.#server, 'close')
  }
}
