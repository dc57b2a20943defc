// A service's process: spawned with its output in a file that starts empty, watched for its end, stopped within a bound.
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { logTail } from './log-tail.ts'
import { minimalEnvironment } from './minimal-environment.ts'

interface ServiceChildOptions {
  readonly arguments: readonly string[]
  readonly outputFile: string
  /** `'pipe'`: the child sees its end when this process ends or `stop` is called. */
  readonly stdin: 'pipe' | number
  readonly inherited: readonly number[]
  readonly stopMsMax: number
}

export class ServiceChild {
  readonly #child: ChildProcess
  readonly #options: ServiceChildOptions
  /** Resolves when the process is gone, with how it ended. */
  readonly ended: Promise<string>

  /** Runs Node.js with these arguments. */
  constructor(options: ServiceChildOptions) {
    this.#options = options
    const output = openSync(options.outputFile, 'w')
    try {
      this.#child = spawn(process.execPath, options.arguments, {
        env: minimalEnvironment(),
        stdio: [options.stdin, output, output, ...options.inherited],
      })
    } finally {
      closeSync(output)
    }
    this.ended = new Promise((resolve) => {
      this.#child.once('error', (error) => resolve(error.message))
      this.#child.once('exit', (exitCode, signal) => resolve(signal ?? `exit code ${String(exitCode)}`))
    })
    // A child that dies while its stdin is open breaks the pipe; `ended` tells of it.
    this.#child.stdin?.on('error', () => undefined)
  }

  get processId(): number {
    return this.#child.pid ?? 0
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null || this.#child.pid === undefined
  }

  get output(): string {
    return logTail(this.#options.outputFile)
  }

  /** Ends its stdin, or asks it by SIGTERM; kills it when it is not gone after `stopMsMax`. */
  async stop(): Promise<void> {
    if (this.#child.stdin) this.#child.stdin.end()
    else this.#child.kill('SIGTERM')
    const timeout = new AbortController()
    const late = sleep(this.#options.stopMsMax, undefined, { signal: timeout.signal }).then(
      () => this.kill(),
      () => undefined,
    )
    await this.ended
    timeout.abort()
    await late
  }

  kill(): void {
    this.#child.kill('SIGKILL')
  }
}
