// The API in a process of its own, as `make api` runs it: a test may kill it and start it again at the same address.
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { freePort } from '@millrace/engine/services/process/free-port.ts'
import { bareEnvironment } from '@millrace/engine/testing/bare-environment.ts'
import { onTestFinished } from 'vitest'
import { serveApi } from '../../api/testing/serve-api.ts'

const startMsMax = 40_000

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
    this.#child = await serveApi(this.url, bareEnvironment(this.#environment), startMsMax)
  }

  /** SIGKILL, if it runs; resolves when it is gone. */
  async kill(): Promise<void> {
    const child = this.#child
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
}
