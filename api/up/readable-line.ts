// A line of a program's log for people: pino's JSON as words, everything else as it is.
import { prettyFactory } from 'pino-pretty'

/** Lines without their end: an error with its stack is several. */
export function readableLine(hasColor: boolean): (line: string) => string[] {
  const pretty = prettyFactory({ colorize: hasColor, singleLine: true, translateTime: 'SYS:HH:MM:ss' })
  return (line) => (isLogLine(line) ? pretty(line).trimEnd().split('\n') : [line])
}

function isLogLine(line: string): boolean {
  return line.startsWith('{"level":')
}
