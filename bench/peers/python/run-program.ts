// Runs seed.py until it ends; its progress and its words go to this process's stderr.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { exitCodes } from '@millrace/engine/cli/exit-code.ts'
import { parseWorkReport, type WorkReport } from '../program/work-report.ts'

const program = join(import.meta.dirname, 'seed.py')

export interface ProgramEnd {
  readonly exitCode: number
  /** Undefined when it was ended before the first rows were in. */
  readonly report: WorkReport | undefined
}

/** When `signal` aborts, the program is asked to end after the batch that is under way. */
export async function runProgram(
  python: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<ProgramEnd> {
  const child = spawn(python, ['-B', program, ...args], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'close')
  // Not SIGINT: on a terminal it has had that already, and would take it for the second one.
  const ask = (): unknown => child.kill('SIGTERM')
  if (signal.aborted) ask()
  signal.addEventListener('abort', ask)
  try {
    const [stdout] = await Promise.all([text(child.stdout), ended])
    const exitCode = child.exitCode ?? (signal.aborted ? exitCodes.interrupted : exitCodes.failed)
    return { exitCode, report: stdout === '' ? undefined : parseWorkReport(stdout) }
  } finally {
    signal.removeEventListener('abort', ask)
  }
}
