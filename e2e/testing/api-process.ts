// The API in a process of its own, as `make api` runs it: a test may kill it and start it again at the same address.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '@millrace/engine/services/process/free-port.ts'
import { onTestFinished } from 'vitest'

const serve = join(import.meta.dirname, '../../api/serve.ts')
const startMsMax = 40_000
const lookEveryMs = 50

export class ApiProcess {
  readonly url: string
  readonly #environment: Readonly<Record<string, string>>
  #child: ChildProcess | undefined

  private constructor(port: number, environment: Readonly<Record<string, string>>) {
    this.url = `http://127.0.0.1:${port}`
    this.#environment = { API_PORT: String(port), GRPC_PORT: '0', LOG_LEVEL: 'error', ...environment }
  }

  /** Call it in a test; it is gone when the test is done. Resolves when it is ready. */
  static async start(environment: Readonly<Record<string, string>>): Promise<ApiProcess> {
    const api = new ApiProcess(await freePort(), environment)
    onTestFinished(() => api.kill())
    await api.start()
    return api
  }

  async start(): Promise<void> {
    const child = spawn(process.execPath, [serve], {
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...this.#environment },
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    this.#child = child
    const giveUpAtMs = performance.now() + startMsMax
    while (!(await this.#isReady())) {
      if (child.exitCode !== null || performance.now() > giveUpAtMs) {
        throw new Error(`the API did not become ready at ${this.url} within ${startMsMax / 1000} s`)
      }
      await sleep(lookEveryMs)
    }
  }

  /** SIGKILL, if it runs; resolves when it is gone. */
  async kill(): Promise<void> {
    const child = this.#child
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  }

  #isReady(): Promise<boolean> {
    return fetch(`${this.url}/readyz`).then(
      ({ ok }) => ok,
      () => false, // not there yet: that is what is being waited for
    )
  }
}
