// A program of Millrace in a process of its own that is started again whenever it dies, as `make up` does.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { bareEnvironment } from '@millrace/engine/testing/bare-environment.ts'

const pauseMs = 300
const stopMsMax = 60_000
const saidCharactersMax = 20_000

export class KeptProcess {
  readonly #arguments: readonly string[]
  readonly #environment: Readonly<Record<string, string>>
  #child: ChildProcess
  #isStopping = false
  #said = ''

  /** `nodeArguments`: the program and its own. Nothing of the caller's environment but the path and the home is passed on. */
  constructor(nodeArguments: readonly string[], environment: Readonly<Record<string, string>>) {
    this.#arguments = nodeArguments
    this.#environment = environment
    this.#child = this.#start()
  }

  /** Undefined while it does not run. */
  get processId(): number | undefined {
    return this.#hasEnded() ? undefined : this.#child.pid
  }

  /** The end of what it has written, in all its lives. */
  get said(): string {
    return this.#said
  }

  /** Asks it to end, and resolves to its exit code or the signal that ended it. One that does not end in a minute is killed. */
  async stop(): Promise<number | string> {
    this.#isStopping = true
    const child = this.#child
    if (!this.#hasEnded()) {
      const exit = once(child, 'exit')
      child.kill('SIGTERM')
      const killing = setTimeout(() => child.kill('SIGKILL'), stopMsMax)
      await exit
      clearTimeout(killing)
    }
    return child.exitCode ?? child.signalCode ?? 'unknown'
  }

  #hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null
  }

  #start(): ChildProcess {
    const child = spawn(process.execPath, this.#arguments, {
      env: bareEnvironment(this.#environment),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => (this.#said = (this.#said + String(chunk)).slice(-saidCharactersMax)))
    }
    child.once('exit', () => void this.#revive())
    return child
  }

  async #revive(): Promise<void> {
    await sleep(pauseMs)
    if (!this.#isStopping) this.#child = this.#start()
  }
}
