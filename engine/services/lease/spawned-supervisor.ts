// A supervisor process started by someone who wants a lease: detached, so that Ctrl-C in a terminal does not reach it.
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { MillraceError } from '../../errors/millrace-error.ts'
import { logTail } from '../process/log-tail.ts'
import { minimalEnvironment } from '../process/minimal-environment.ts'
import type { ServiceKind } from './service-kind.ts'

export class SpawnedSupervisor {
  readonly #child: ChildProcess
  readonly #name: string
  readonly #logFile: string
  #spawnFailure: Error | undefined

  constructor(kind: ServiceKind<object>, serviceDir: string) {
    this.#name = kind.name
    this.#logFile = join(serviceDir, 'supervisor.log')
    const log = openSync(this.#logFile, 'a', 0o600)
    try {
      this.#child = spawn(process.execPath, [kind.supervisorFile, ...kind.supervisorArguments], {
        cwd: serviceDir,
        detached: true,
        env: minimalEnvironment(),
        stdio: ['ignore', log, log],
      })
    } finally {
      closeSync(log)
    }
    this.#child.unref()
    this.#child.once('error', (error) => {
      this.#spawnFailure = error
    })
  }

  get hasEnded(): boolean {
    return this.#child.pid === undefined || this.#child.exitCode !== null || this.#child.signalCode !== null
  }

  /** Ending with 0 is no failure: another supervisor was there first, or has done its work. */
  throwIfFailed(): void {
    if (this.#spawnFailure) {
      const message = `the supervisor of ${this.#name} cannot be started: ${this.#spawnFailure.message}`
      throw new MillraceError('SERVICE_FAILED', message, { cause: this.#spawnFailure })
    }
    if (this.#child.exitCode === null || this.#child.exitCode === 0) return
    const tail = logTail(this.#logFile)
    throw new MillraceError('SERVICE_FAILED', `the supervisor of ${this.#name} ended at once:\n${tail}`)
  }
}
