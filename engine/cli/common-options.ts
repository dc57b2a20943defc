// Options that several commands take, from flags or from make variables.
import type { Command } from 'commander'

export function withJsonOption(command: Command): Command {
  return command.option('--json', 'print the result as one JSON object, the last line on stdout (make: JSON=1)')
}

/** Whether the flag was given, or the make variable; `0` and nothing mean no. */
export function isSet(flag: boolean | undefined, variable: string): boolean {
  return flag ?? !['', '0'].includes(process.env[variable] ?? '')
}
