// For how long something is measured, as it is typed.
import { configError } from '@millrace/engine/errors/millrace-error.ts'

const secondsMax = 3600

/** Throws `CONFIG` for anything but a number of seconds above 0. */
export function parseSeconds(name: string, text: string): number {
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN
  if (seconds > 0 && seconds <= secondsMax) return seconds
  throw configError(name, text, `it may be a number of seconds up to ${secondsMax}, such as 0.5 or 20`)
}
