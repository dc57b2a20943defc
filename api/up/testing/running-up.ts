// `make up` as a process, as a test sees it: its lines, its parts, its end.
import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { bareEnvironment } from '@millrace/engine/testing/bare-environment.ts'
import { serviceProcesses } from '@millrace/engine/testing/service-processes.ts'
import { expect, onTestFinished } from 'vitest'

const upFile = join(import.meta.dirname, '../up.ts')
const startMsMax = 90_000
const goneMsMax = 20_000

export class RunningUp {
  readonly child: ChildProcess
  readonly ended: Promise<number | string>
  #output = ''

  /** Nothing of the caller's environment but the path and the home is passed on. It is killed when the test is done. */
  constructor(environment: Readonly<Record<string, string>>) {
    const child = spawn(process.execPath, [upFile], {
      env: bareEnvironment(environment),
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.child = child
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (this.#output += String(chunk)))
    this.ended = new Promise((resolve) => child.once('close', (code, signal) => resolve(code ?? signal ?? 'unknown')))
    onTestFinished(() => void child.kill('SIGKILL'))
  }

  get output(): string {
    return this.#output
  }

  /** What the pattern finds, once it does. Fails when it ends before. */
  async until(pattern: RegExp): Promise<RegExpExecArray> {
    const isOver = (): boolean => pattern.test(this.#output) || this.child.exitCode !== null
    await expect.poll(isOver, { timeout: startMsMax, interval: 20 }).toBe(true)
    const found = pattern.exec(this.#output)
    if (found === null) throw new Error(`it ended before ${pattern.source} was seen:\n${this.#output}`)
    return found
  }

  /** As a terminal's Ctrl-C does: it reaches everything in the process's group. */
  interrupt(): void {
    process.kill(-(this.child.pid ?? 0), 'SIGINT')
  }

  /** The newest process of the part. */
  processIdOf(part: string): number {
    const all = [...this.#output.matchAll(new RegExp(`${part} is process (\\d+)`, 'g'))]
    return Number(all.at(-1)?.[1])
  }

  /** Its own process, its parts', and its services' under DATA_DIR, as many as there are. */
  async livingProcesses(dataDir: string): Promise<number[]> {
    const own = [this.child.pid ?? 0, ...['api', 'dashboard', 'drain'].map((part) => this.processIdOf(part))]
    const services = await Promise.all(['clickhouse', 'redis'].map((name) => serviceProcesses(join(dataDir, name))))
    return [...own.filter(isAlive), ...services.flat().map(({ processId }) => processId)]
  }

  async untilNothingIsLeft(dataDir: string): Promise<void> {
    await expect.poll(() => this.livingProcesses(dataDir), { timeout: goneMsMax, interval: 100 }).toEqual([])
  }
}

function isAlive(processId: number): boolean {
  try {
    return process.kill(processId, 0)
  } catch {
    return false // there is no such process
  }
}
