// The API's log, on stderr: one JSON object a line, or lines for people when that is a terminal.
import { pino, type Logger } from 'pino'
import pretty from 'pino-pretty'
import type { Config } from '@millrace/engine/config/config.ts'

export type Log = Logger

export function openLog(level: Config['LOG_LEVEL'], isTerminal: boolean, environment: NodeJS.ProcessEnv): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  }
  if (!isTerminal) return pino(options, pino.destination({ fd: 2, sync: true }))
  const colorize = (environment['NO_COLOR'] ?? '') === ''
  return pino(options, pretty({ destination: 2, sync: true, colorize, translateTime: 'SYS:HH:MM:ss.l' }))
}
