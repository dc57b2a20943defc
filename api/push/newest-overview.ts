// The newest overview for those who watch: read again only when somebody looks, and never waited for.
import type { Overview } from '@millrace/schemas/api/answers/overview.ts'

const readEveryMs = 250

export class NewestOverview {
  readonly #read: () => Promise<Overview>
  #newest: Overview | undefined
  #isReading = false
  #readAtMs = -Infinity

  /** `read` may fail: the last one that was read stays. */
  constructor(read: () => Promise<Overview>) {
    this.#read = read
  }

  /** Undefined until the first one has been read. */
  get newest(): Overview | undefined {
    if (!this.#isReading && performance.now() - this.#readAtMs >= readEveryMs) void this.refresh()
    return this.#newest
  }

  /** Resolves when it has been tried. */
  async refresh(): Promise<void> {
    this.#isReading = true
    this.#readAtMs = performance.now()
    try {
      this.#newest = await this.#read()
    } catch {
      // Whoever reads it by HTTP is told, and /readyz says why; a push can only go on with what is known.
    }
    this.#isReading = false
  }
}
