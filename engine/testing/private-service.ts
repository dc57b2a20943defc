// A DATA_DIR of its own for every test of a file that kills services; after each test nothing may be left running there.
import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import type { ServiceLease } from '../services/service.ts'
import { LeaseHolder } from './lease-holder.ts'
import { untilNoProcesses } from './service-processes.ts'

const goneMsMax = 10_000

export class PrivateService<Endpoint> {
  readonly #service: 'clickhouse' | 'kafka' | 'redis'
  #root = ''
  #cleanUps: (() => Promise<void>)[] = []
  dataDir = ''

  /** Call it at the top of a test file. */
  constructor(service: 'clickhouse' | 'kafka' | 'redis') {
    this.#service = service
    beforeEach(async () => {
      this.#root = await realpath(await mkdtemp(join(tmpdir(), 'millrace-services-')))
      this.#cleanUps = []
      this.dataDir = this.#root
    })
    afterEach(async () => {
      for (const cleanUp of this.#cleanUps) await cleanUp()
      await this.untilGone()
      await rm(this.#root, { recursive: true })
    })
  }

  get serviceDir(): string {
    return join(this.dataDir, this.#service)
  }

  onCleanUp(cleanUp: () => Promise<void>): void {
    this.#cleanUps.push(cleanUp)
  }

  /** Releases it after the test. */
  async held(acquiring: Promise<ServiceLease<Endpoint>>): Promise<ServiceLease<Endpoint>> {
    const lease = await acquiring
    this.onCleanUp(() => lease.release())
    return lease
  }

  /** Another process with a lease. */
  holder(): LeaseHolder {
    const other = new LeaseHolder(this.#service, this.dataDir)
    this.onCleanUp(() => other.kill())
    return other
  }

  /** Rejects when the supervisor or the service is still there after some seconds. */
  async untilGone(): Promise<void> {
    await untilNoProcesses(this.serviceDir, goneMsMax)
  }
}
