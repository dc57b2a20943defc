// Counts requests in this process, for a bounded number of clients: the one not seen for longest is forgotten first.
import { LRUCache } from 'lru-cache'
import { type IRateLimiterOptions, RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible'

const defaultClientsMax = 100_000

export class BoundedMemoryLimiter extends RateLimiterMemory {
  readonly #clients: LRUCache<string, true>

  constructor(options: IRateLimiterOptions, clientsMax = defaultClientsMax) {
    super(options)
    this.#clients = new LRUCache({
      max: clientsMax,
      noDisposeOnSet: true,
      dispose: (_, client) => void this.delete(client),
    })
  }

  /** How many clients are remembered. */
  get clientCount(): number {
    return this.dump().storage.length
  }

  override consume(key: string | number, points?: number): Promise<RateLimiterRes> {
    this.#clients.set(String(key), true)
    return super.consume(key, points)
  }
}
