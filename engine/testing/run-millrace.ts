// Runs the command line as a user does, in a process of its own.
import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { bareEnvironment } from './bare-environment.ts'

const cli = join(import.meta.dirname, '../cli/millrace.ts')

export interface MillraceResult {
  /** Exit code, or the signal that ended it. */
  readonly ended: number | string
  readonly stdout: string
  readonly stderr: string
}

export interface RunningMillrace {
  readonly child: ChildProcess
  readonly result: Promise<MillraceResult>
  /** Resolves when stderr has shown what the pattern finds; rejects when the process ends before. */
  untilStderr(pattern: RegExp): Promise<void>
}

/**
 * Nothing of the caller's environment but the path and the home is passed on. `through` is a program, with its arguments,
 * that starts it: `nsenter …`.
 */
export function startMillrace(
  args: readonly string[],
  environment: Record<string, string>,
  through: readonly string[] = [],
): RunningMillrace {
  const [program = process.execPath, ...itsArgs] = [...through, process.execPath, cli, ...args]
  const child = spawn(program, itsArgs, {
    env: bareEnvironment(environment),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk: Buffer) => (stdout += String(chunk)))
  child.stderr.on('data', (chunk: Buffer) => (stderr += String(chunk)))
  const result = new Promise<MillraceResult>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve({ ended: code ?? signal ?? 'unknown', stdout, stderr }))
  })
  const untilStderr = (pattern: RegExp): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (pattern.test(stderr)) resolve()
      }
      child.stderr.on('data', look)
      child.once('close', () => reject(new Error(`ended before ${pattern.source} was seen: ${stderr}`)))
      look()
    })
  return { child, result, untilStderr }
}

export function runMillrace(args: readonly string[], environment: Record<string, string>): Promise<MillraceResult> {
  return startMillrace(args, environment).result
}
