// Another process with a lease on a service, as a test sees it.
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { z } from 'zod'

const endpoint = z.object({ processId: z.int() })

export class LeaseHolder {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>

  constructor(service: 'clickhouse' | 'kafka' | 'redis', dataDir: string) {
    const file = join(import.meta.dirname, 'hold-lease.ts')
    this.#child = spawn(process.execPath, [file, service, dataDir], { stdio: ['pipe', 'pipe', 'inherit'] })
  }

  /** The service's process id, once it answers. */
  async processId(): Promise<number> {
    for await (const line of createInterface(this.#child.stdout)) return endpoint.parse(JSON.parse(line)).processId
    throw new Error('the holder has ended without a lease')
  }

  async kill(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    this.#child.kill('SIGKILL')
    await once(this.#child, 'exit')
  }
}
