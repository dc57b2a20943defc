// The state of the services the API depends on, asked at most once a second however many want to know, and never waited
// for long: a service that does not answer in time is down.
import { errorMessage } from '@millrace/engine/errors/error-message.ts'
import type { ServiceState } from '@millrace/schemas/api/answers/pipeline.ts'

/** Throws when the service does not answer. */
type ServiceCheck = () => Promise<Omit<ServiceState, 'state'>>

export interface CheckedService {
  /** What it is and where, for people; shown when it cannot say so itself. */
  readonly description: string
  readonly check: ServiceCheck
}

interface ServiceChecksOptions {
  readonly answerMsMax: number
  readonly keptMs: number
  readonly nowMs: () => number
}

const defaults: ServiceChecksOptions = { answerMsMax: 2_000, keptMs: 1_000, nowMs: () => performance.now() }

export class ServiceChecks {
  readonly #services: Readonly<Record<string, CheckedService>>
  readonly #options: ServiceChecksOptions
  #asked: Promise<Record<string, ServiceState>> | undefined
  #askedAtMs = -Infinity
  #latest: Record<string, ServiceState> = {}

  constructor(services: Readonly<Record<string, CheckedService>>, options: Partial<ServiceChecksOptions> = {}) {
    this.#services = services
    this.#options = { ...defaults, ...options }
  }

  /** By the service's name. */
  states(): Promise<Record<string, ServiceState>> {
    const nowMs = this.#options.nowMs()
    if (this.#asked === undefined || nowMs - this.#askedAtMs >= this.#options.keptMs) {
      this.#askedAtMs = nowMs
      this.#asked = this.#ask()
    }
    return this.#asked
  }

  /** What is known without asking. */
  get latest(): Readonly<Record<string, ServiceState>> {
    return this.#latest
  }

  async #ask(): Promise<Record<string, ServiceState>> {
    const states = await Promise.all(
      Object.entries(this.#services).map(async ([name, service]) => [name, await this.#stateOf(service)] as const),
    )
    return (this.#latest = Object.fromEntries(states))
  }

  async #stateOf({ description, check }: CheckedService): Promise<ServiceState> {
    const { answerMsMax } = this.#options
    const late = Promise.withResolvers<never>()
    const timer = setTimeout(() => late.reject(new Error(`no answer within ${answerMsMax} ms`)), answerMsMax)
    try {
      return { state: 'up', ...(await Promise.race([check(), late.promise])) }
    } catch (error) {
      return { state: 'down', description, reason: errorMessage(error) }
    } finally {
      clearTimeout(timer)
    }
  }
}
