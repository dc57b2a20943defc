// A publishing or subscribing process for tests, whose lines can be waited for.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect } from 'vitest'
import type { BusSpec } from './bus-spec.ts'

export interface BusProcess {
  readonly child: ChildProcess
  readonly lines: readonly string[]
  until(line: string): Promise<void>
  kill(): Promise<void>
}

export function startBusProcess(script: 'publish' | 'subscribe', spec: BusSpec, ...rest: string[]): BusProcess {
  const file = join(import.meta.dirname, `${script}-until-killed.ts`)
  const child = spawn(process.execPath, [file, JSON.stringify(spec), ...rest], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  const lines: string[] = []
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line))
  return {
    child,
    lines,
    until: (line) => expect.poll(() => lines, { timeout: 20_000 }).toContain(line),
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}
