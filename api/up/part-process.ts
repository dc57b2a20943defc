// One life of a part's process: its lines, its end, and the way to stop it.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'

export interface PartProgram {
  /** Node.js's arguments: the program and its own. */
  readonly arguments: readonly string[]
  readonly environment: NodeJS.ProcessEnv
  /** After SIGTERM; then it is killed. */
  readonly stopMsMax: number
}

export interface PartEnd {
  readonly exitCode: number | null
  /** `SIGKILL`, `exit code 1`, or why it could not be started. */
  readonly reason: string
}

const upChild = join(import.meta.dirname, 'up-child.ts')

export class PartProcess {
  readonly processId: number | undefined
  readonly ended: Promise<PartEnd>
  readonly #stopMsMax: number
  readonly #kill: (signal: NodeJS.Signals) => void

  constructor({ arguments: nodeArguments, environment, stopMsMax }: PartProgram, onLine: (line: string) => void) {
    const command = ['--disable-warning=ExperimentalWarning', upChild, String(process.pid), ...nodeArguments]
    const child = spawn(process.execPath, command, {
      detached: true,
      env: environment,
      // Vite ends with its standard input.
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    this.processId = child.pid
    this.#stopMsMax = stopMsMax
    this.#kill = (signal) => child.kill(signal)
    child.stdin.on('error', () => undefined) // a process that has ended: `ended` tells of it
    const outputs: readonly Readable[] = [child.stdout, child.stderr]
    for (const output of outputs) createInterface({ input: output }).on('line', onLine)
    this.ended = new Promise((resolve) => {
      child.once('error', (error) => resolve({ exitCode: null, reason: error.message }))
      child.once('close', (exitCode, signal) =>
        resolve({ exitCode, reason: signal ?? `exit code ${String(exitCode)}` }),
      )
    })
  }

  /** Resolves when it is gone. */
  async stop(): Promise<void> {
    this.#kill('SIGTERM')
    const timeout = new AbortController()
    const late = sleep(this.#stopMsMax, undefined, { signal: timeout.signal }).then(
      () => this.#kill('SIGKILL'),
      () => undefined,
    )
    await this.ended
    timeout.abort()
    await late
  }
}
