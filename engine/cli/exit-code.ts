// What the process's end says to whoever started it.
import { CommanderError } from 'commander'
import { errorMessage } from '../errors/error-message.ts'
import { isMillraceError } from '../errors/millrace-error.ts'

export const exitCodes = { done: 0, failed: 1, wrongUsage: 2, interrupted: 130 } as const

/** Prints a failure for people, a bug with its stack, and returns the exit code. */
export function reportFailure(error: unknown, write: (text: string) => void): number {
  // Commander has said it itself; asking for help comes as an error too.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.wrongUsage
  if (isMillraceError(error)) {
    write(`${error.message}\n`)
    return error.code === 'CONFIG' ? exitCodes.wrongUsage : exitCodes.failed
  }
  write(`unexpected: ${error instanceof Error ? (error.stack ?? error.message) : errorMessage(error)}\n`)
  return exitCodes.failed
}
